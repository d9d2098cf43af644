"""Check that no file of the project repeats twelve words in a row of somebody else's text.

    python scripts/check_originality.py FOLDER

FOLDER holds texts that are used for measuring and must not enter the project: ``seed/article.txt``
and ``gold/SET/docs.jsonl``. Every text file that git tracks is compared.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

RUN = 12
WORD = re.compile(r"[^\W\d_]+")  # letters only: runs of numbers are facts and belong to nobody
SKIPPED = {".png", ".gz", ".ico"}


def main(folder: Path) -> int:
    """Print each repeated run; exit status 1 when there is one."""
    foreign = {run for text in _texts(folder) for _, run in _runs(text)}
    print(f"{len(foreign):,} runs of {RUN} words to compare with")
    found = 0
    for path in _tracked():
        text = path.read_text(encoding="utf-8", errors="replace")
        hits = [words for words, run in _runs(text) if run in foreign]
        if hits:
            found += 1
            print(f"{path}: {len(hits)} runs, the first: {hits[0]}")
    print(f"{found} files repeat somebody's words")
    return 1 if found else 0


def _texts(folder: Path) -> Iterator[str]:
    article = folder / "seed" / "article.txt"
    if article.exists():
        yield article.read_text(encoding="utf-8")
    for path in sorted((folder / "gold").glob("*/docs.jsonl")):
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield str(json.loads(line).get("text") or "")


def _runs(text: str) -> Iterator[tuple[str, int]]:
    words = [w.lower() for w in WORD.findall(text)]
    for i in range(len(words) - RUN + 1):
        run = " ".join(words[i : i + RUN])
        yield run, hash(run)


def _tracked() -> Iterator[Path]:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        path = Path(name)
        if path.suffix not in SKIPPED and path.name != "LICENSE" and path.is_file():
            yield path


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
