"""Speed and memory of the pipeline beside the bare parser it runs on, in one run.

    python -m benchmarks.speed [DOCS.jsonl] [--articles N] [--flat N]

Without DOCS.jsonl, articles of about 700 words are put together from the bundled digests. Compare
the ratios, not the absolute figures: machines differ and are busy. One core is used throughout.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

WORDS = 700


def main() -> int:
    """Print documents per second, their ratio, peak memory, and the time of a cold start."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--flat", type=int, default=0, help="documents of the memory run")
    options = parser.parse_args()
    texts = list(_texts(options.documents, options.articles))
    size = sum(len(t.split()) for t in texts) / len(texts)
    print(f"{len(texts)} articles of {size:.0f} words on average; one core")
    bare, ours = _interleaved(texts)
    print(f"bare spaCy pipeline   {bare:6.2f} documents/s")
    print(f"reportedly extraction {ours:6.2f} documents/s   ratio {ours / bare:.2f}")
    print(f"peak memory           {peak_memory():6.0f} MB")
    print(f"cold start            {_cold_start(texts[0]):6.2f} s to the brief of one article")
    if options.flat:
        _memory(texts, options.flat)
    return 0


def _texts(path: Path | None, n: int) -> Iterator[str]:
    if path is not None:
        with path.open(encoding="utf-8") as file:
            rows = [json.loads(line)["text"] for line in file]
        yield from (rows[i % len(rows)] for i in range(n))
        return
    yield from made_up_articles(n)


def made_up_articles(n: int) -> Iterator[str]:
    """Articles of about 700 words: digests of the bundled story in seeded random order."""
    from reportedly.stories import STORIES, list_story

    bodies = [
        file.raw.decode("utf-8").split("---\n", 2)[-1].strip()
        for story in STORIES
        for file in list_story(story)
    ]
    chance = random.Random(1)
    for _ in range(n):
        parts: list[str] = []
        while sum(len(p.split()) for p in parts) < WORDS:
            parts.append(chance.choice(bodies))
        yield "\n\n".join(parts)


def _interleaved(texts: list[str]) -> tuple[float, float]:
    """Documents per second of both, measured in turns so that a busy minute hits both alike."""
    import spacy

    from reportedly.extract import extract_document
    from reportedly.extract.syntax import find_model, load_language
    from reportedly.reading import read_text

    bare = spacy.load(find_model())
    load_language()
    spent = {"bare": 0.0, "ours": 0.0}

    def timed(name: str, work: Callable[[], object]) -> None:
        start = time.perf_counter()
        work()
        spent[name] += time.perf_counter() - start

    extract_document(read_text(texts[0]))  # load the tables
    bare(texts[0])
    for text in texts:
        with bare.memory_zone():
            timed("bare", lambda text=text: bare(text))  # type: ignore[misc]
        timed("ours", lambda text=text: extract_document(read_text(text)))  # type: ignore[misc]
    return len(texts) / spent["bare"], len(texts) / spent["ours"]


def peak_memory() -> float:
    """Megabytes of this process. ``ru_maxrss`` would be taken over from the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _cold_start(text: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "reportedly", "--ledger", f"{folder}/l.db", "read"]
        start = time.perf_counter()
        subprocess.run([*command, str(article)], check=True, capture_output=True)
        return time.perf_counter() - start


def _memory(texts: list[str], n: int) -> None:
    """Resident memory of `read` over a folder, sampled while it works."""
    with tempfile.TemporaryDirectory() as folder:
        for i in range(n):
            body = f"Report {i}.\n\n{texts[i % len(texts)]}"
            (Path(folder) / f"{i:05}.txt").write_text(body, encoding="utf-8")
        command = [sys.executable, "-m", "reportedly", "--ledger", f"{folder}/l.db"]
        process = subprocess.Popen(
            [*command, "read", "--workers", "1", folder], stdout=subprocess.DEVNULL
        )
        samples: list[float] = []
        start = time.perf_counter()
        while process.poll() is None:
            samples.append(_resident(process.pid))
            time.sleep(1.0)
        seconds = time.perf_counter() - start
    quarter = max(1, len(samples) // 4)
    print(f"{n} documents in {seconds:.0f} s ({n / seconds:.2f}/s into the ledger)")
    second, last = _mean(samples[quarter : 2 * quarter]), _mean(samples[-quarter:])
    print(f"memory: second quarter {second:.0f} MB, last quarter {last:.0f} MB")
    print(f"memory: peak {max(samples):.0f} MB")


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _resident(pid: int) -> float:
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            pages = int(file.read().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    sys.exit(main())
