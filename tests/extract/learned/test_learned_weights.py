import json
import shutil
from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.extract import Options, extract_document
from reportedly.extract import document as stage
from reportedly.extract.learned.weights import CARD, find_weights, hash_weights, open_weights
from reportedly.reading import Given, read_text

TEXT = "The ministry said that 40 trucks had left."


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the installed weights that a test may spoil."""
    weights = find_weights()
    assert weights is not None
    return Path(shutil.copytree(weights.folder, tmp_path / "weights"))


def test_without_the_package_there_are_no_weights() -> None:
    assert find_weights("reportedly_attribution_nowhere") is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / CARD).unlink(),
        lambda folder: (folder / CARD).write_text("{", encoding="utf-8"),
        lambda folder: (folder / CARD).write_text("[]", encoding="utf-8"),
        lambda folder: (folder / "network.onnx").unlink(),
        lambda folder: change(folder, format=99),
        lambda folder: change(folder, size="wide"),
        lambda folder: change(folder, floor=None),
    ],
)
def test_spoilt_weights_are_named(copied: Path, spoil) -> None:
    spoil(copied)
    with pytest.raises(UsageError, match="attribution weights") as caught:
        open_weights(copied)
    assert caught.value.code == "weights_invalid"


def change(folder: Path, **values: object) -> None:
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    (folder / CARD).write_text(json.dumps(card | values), encoding="utf-8")


def test_the_hash_covers_how_weights_are_read(copied: Path) -> None:
    hash_weights.cache_clear()
    before = hash_weights(copied)
    change(copied, floor=0.9)
    hash_weights.cache_clear()
    assert hash_weights(copied) != before


def makers(options: Options, language: str = "en") -> dict[str, str]:
    found = extract_document(read_text(TEXT, Given(language=language)), options)
    return {run.stage: run.maker.name for run in found.runs}


def test_the_run_says_which_maker_spoke() -> None:
    assert makers(Options(attribution="learned"))["attributions"] == "attributions.learned"
    assert makers(Options(attribution="rules"))["attributions"] == "attributions"
    assert makers(Options(attribution="learned"))["claims"] == "claims"


def test_both_makers_have_runs_of_their_own() -> None:
    document = read_text(TEXT, Given(language="en"))
    learned, rules = (
        {run.id for run in extract_document(document, Options(attribution=maker)).runs}
        for maker in ("learned", "rules")
    )
    assert not learned & rules


def test_asking_for_weights_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "find_weights", lambda: None)
    assert makers(Options())["attributions"] == "attributions"
    with pytest.raises(UsageError, match="not installed") as caught:
        makers(Options(attribution="learned"))
    assert caught.value.code == "no_weights"


def test_a_language_that_the_weights_do_not_know(
    monkeypatch: pytest.MonkeyPatch, copied: Path
) -> None:
    change(copied, languages=["no"])
    monkeypatch.setattr(stage, "find_weights", lambda: open_weights(copied))
    assert makers(Options(attribution="learned"))["attributions"] == "attributions"
