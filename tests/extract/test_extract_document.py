import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from reportedly.extract import (
    LANGUAGES,
    MAKERS,
    Options,
    extract_document,
    plan_runs,
    skip_reason,
)
from reportedly.model import Document, Extraction, canonical
from reportedly.model.documents import Stated

Read = Callable[..., Document]
Extract = Callable[..., Extraction]

TEXT = """Ferry found empty

“We found nobody,” said Captain Ruth Olsen on Tuesday. The navy of Japan denied it.

At least 40 sailors were missing near Busan, according to two officials.
"""


def test_the_same_document_gives_the_same_bytes(read: Read) -> None:
    first = canonical(extract_document(read(TEXT)))
    extract_document(read("Olsen Nobody sailed to Varna. " * 20))
    extract_document(read("Пароль: 40 моряков. “Café” — the Zyxtra said."))
    assert canonical(extract_document(read(TEXT))) == first


@pytest.mark.slow
def test_another_process_with_other_hashes_gives_the_same_bytes(read: Read) -> None:
    program = (
        "import sys\n"
        "from reportedly.extract import extract_document\n"
        "from reportedly.model import canonical\n"
        "from reportedly.reading import Given, read_text\n"
        "given = Given(published='2025-06-18', language='en')\n"
        "sys.stdout.write(canonical(extract_document(read_text(sys.argv[1], given))))\n"
    )
    environment = dict(os.environ, PYTHONHASHSEED="4711", PYTHONIOENCODING="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program, TEXT], env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode() == canonical(extract_document(read(TEXT)))


def test_every_kind_of_record_is_found(extract: Extract) -> None:
    found = extract(TEXT)
    for name in ("attributions", "claims", "figures", "dates", "places", "parties"):
        assert getattr(found, name), name


def test_runs_are_those_that_were_planned(read: Read) -> None:
    document = read(TEXT)
    rules = Options(attribution="rules")
    planned = plan_runs(document, document.id, rules)
    assert extract_document(document, rules).runs == planned
    assert [run.maker for run in planned] == list(MAKERS)
    assert len({run.id for run in planned}) == len(MAKERS)


@pytest.mark.parametrize("options", [Options(vague="acled"), Options(longest=10)])
def test_a_run_depends_on_the_options(read: Read, options: Options) -> None:
    document = read(TEXT)
    plain = {run.id for run in plan_runs(document, document.id, Options())}
    assert not plain & {run.id for run in plan_runs(document, document.id, options)}


def test_a_run_depends_on_the_document_and_its_date(read: Read) -> None:
    documents = [read(TEXT), read(TEXT, "2025-06-19"), read(TEXT + " ")]
    ids = {run.id for d in documents for run in plan_runs(d, d.id, Options())}
    assert len(ids) == 3 * len(MAKERS)


def test_a_text_in_another_language_is_kept_and_not_extracted(read: Read) -> None:
    document = replace(read(TEXT), language=Stated("ko", "given", "by the user"))
    reason = skip_reason(document, Options())
    assert reason == "language_not_extracted:ko"
    found = extract_document(document)
    assert [(r.reason, r.count) for r in found.rejected] == [(reason, 1)]
    assert found.attributions == found.figures == found.dates == ()
    assert found.runs == plan_runs(document, document.id, Options())


def test_too_long_a_text_is_kept_and_not_extracted(read: Read) -> None:
    document = read(TEXT)
    assert skip_reason(document, Options(longest=len(TEXT))) is None
    found = extract_document(document, Options(longest=len(TEXT) - 1))
    assert [r.reason for r in found.rejected] == ["text_too_long"]


def test_english_and_unknown_languages_are_extracted(read: Read) -> None:
    assert {"en"} == LANGUAGES
    unknown = replace(read(TEXT), language=Stated(None, "absent", "too short to tell"))
    assert skip_reason(unknown, Options()) is None


def test_refusals_are_counted_by_kind_in_order(extract: Extract) -> None:
    found = extract("On 31 June 2025 he said ” to 90 to 10 men: Resolution 2397 and Article 4.")
    rows = [(r.kind, r.reason, r.count) for r in found.rejected]
    assert rows == sorted(rows)
    assert ("dates", "impossible_date", 1) in rows
    assert ("figures", "label", 3) in rows


def test_records_survive_json(extract: Extract) -> None:
    assert json.loads(canonical(extract(TEXT)))["document"].startswith("doc_")
