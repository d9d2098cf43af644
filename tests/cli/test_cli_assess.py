"""``assess`` and ``regimes``: what they print, both clocks, and what is refused."""

import json
from pathlib import Path

import pytest
from command import run

from reportedly.extract import document as stage

LAKE = Path(__file__).parent.parent / "regimes" / "lake"
FIRST = "Norway delivered twelve tanks to Chad on 1 May 2018, the port said."
SECOND = (
    "Norway has violated UN sanctions, a minister said on 3 May 2018. The resolutions prohibit "
    "all trade with Chad, he added. Norway will deliver weapons to Chad."
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assess")
    path = folder / "story.db"
    for n, (text, day) in enumerate(((FIRST, "2018-05-02"), (SECOND, "2018-05-04"))):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
        done = run(path, "read", folder / f"{n}.txt", "--published", day, "--publisher", "Gazette")
        assert done.status == 0, done.err
    return path


def assess(ledger: Path | None, *more: object) -> dict:
    done = run(ledger, "assess", "--regime", LAKE, "--json", *more)
    assert done.status == 0, done.err
    return json.loads(done.out)


def test_each_act_with_its_provision_elements_and_words(ledger: Path) -> None:
    found = assess(ledger)
    shown = [(a["provision"], a["outcome"], a["day"]) for a in found["assessments"]]
    assert shown == [
        ("11-3", "engaged", "2018-05-01"),
        ("11-3", "plausible", "2018-05-04"),
    ]
    first, second = found["assessments"]
    assert first["cited"] == "L/RES/11, paragraph 3"
    assert first["edition"].startswith("un-lake/2 (")
    words = {e["name"]: [b["exact"] for b in e["basis"]] for e in first["elements"]}
    assert (words["object"], words["recipient"]) == (["tanks"], ["Chad"])
    [told] = first["told"]
    assert (told["publisher"], told["speaker"]) == ("Gazette", "the port")
    assert (told["mode"], told["modality"], told["certainty"]) == ("indirect", "done", "asserted")
    assert first["independent"] == len(first["speakers"])
    open_now = [e["name"] for e in second["elements"] if e["result"] == "undetermined"]
    assert open_now == ["object", "done"]


def test_spans_lead_to_the_text(ledger: Path) -> None:
    [first, _] = assess(ledger)["assessments"]
    for element in first["elements"]:
        for basis in element["basis"]:
            [(start, end)] = basis["spans"]
            assert FIRST[start:end] == basis["exact"]


def test_what_is_said_of_the_law_and_who_alleges_a_breach(ledger: Path) -> None:
    found = assess(ledger)
    [law] = found["law"]
    assert (law["state"], law["forbidden"]["exact"]) == ("broader", "all trade with Chad")
    [alleged] = found["alleged"]
    assert alleged["cue"]["exact"] == "violated"
    assert alleged["speaker"] == "a minister"


def test_the_table_names_what_is_missing(ledger: Path) -> None:
    done = run(ledger, "assess", "--regime", LAKE)
    out = " ".join(done.out.split())
    assert "1 engaged, 1 plausible" in out
    assert "“weapons” may or may not be such a thing" in out
    assert "broader than any paragraph" in out
    assert "if the reports are right" in out


def test_both_clocks(ledger: Path) -> None:
    assert len(assess(ledger, "--published-by", "2018-05-03")["assessments"]) == 1
    assert assess(ledger, "--recorded-by", "2018-05-03")["assessments"] == []


@pytest.mark.parametrize(
    ("options", "outcomes"),
    [
        (("--outcome", "engaged"), ["engaged"]),
        (("--provision", "11-3"), ["engaged", "plausible"]),
        (("--provision", "11-4"), []),
    ],
)
def test_narrowing(ledger: Path, options: tuple[str, ...], outcomes: list[str]) -> None:
    assert [a["outcome"] for a in assess(ledger, *options)["assessments"]] == outcomes


def test_one_article_is_assessed_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    found = assess(None, "one.txt", "--published", "2018-05-02")
    assert [a["outcome"] for a in found["assessments"]] == ["engaged"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.txt"]


def test_the_page_is_written(ledger: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run(ledger, "assess", "--regime", LAKE, "--html", page)
    assert done.status == 0
    html = page.read_text(encoding="utf-8")
    assert "twelve tanks" in html
    assert "Matrix of provisions and acts" in html


REFUSED = {
    "no such pack": (("assess", "--regime", "un-sea"), "no_pack: there is no pack 'un-sea'"),
    "no such provision": (
        ("assess", "--regime", LAKE, "--provision", "99-1"), "has no provision 99-1",
    ),
    "a folder for an article": (("assess", "."), "not_one_article"),
    "no such provision to show": (("regimes", "show", LAKE, "99-1"), "has no provision 99-1"),
    "no such case": (("regimes", "validate", LAKE, "--case", "x"), "has no case x"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "words"), REFUSED.values(), ids=REFUSED)
def test_refusals(ledger: Path, arguments: tuple[object, ...], words: str) -> None:
    done = run(ledger, *arguments)
    assert done.status == 2
    assert words in done.err


def test_packs_are_listed_with_their_editions() -> None:
    out = run(None, "regimes", "list").out
    assert "un-sc1718/" in out
    assert "un-sc2140/" in out


def test_a_pack_is_shown_and_its_recalled_numbers_are_marked() -> None:
    out = " ".join(run(None, "regimes", "show", LAKE).out.split())
    assert "Weapons to Chad" in out
    assert "paragraph number recalled, not read" in out
    then = run(None, "regimes", "show", LAKE, "--on", "2012-01-01").out
    assert "11-5" in then
    assert "12-2" not in then
    [shown] = json.loads(run(None, "regimes", "show", LAKE, "11-3", "--json").out)["provisions"]
    assert shown["elements"][2]["test"]["values"] == ["tanks", "artillery"]


def test_a_provision_is_shown_whole() -> None:
    out = " ".join(run(None, "regimes", "show", LAKE, "11-4").out.split())
    assert "condition" not in out
    assert "element wages says: pay – that they are paid" in out


def test_a_pack_is_validated_by_its_cases(tmp_path: Path) -> None:
    done = run(None, "regimes", "validate", LAKE)
    assert done.status == 0
    assert "2 cases, 0 otherwise than they say" in done.out
    one = run(None, "regimes", "validate", LAKE, "--case", "tanks")
    assert "recipient: met – “Chad”" in one.out


def test_cases_are_read_by_the_maker_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "find_weights", lambda: None)
    refused = run(None, "--attribution", "learned", "regimes", "validate", LAKE)
    assert refused.status == 2
    assert "no_weights" in refused.err
    assert run(None, "--attribution", "rules", "regimes", "validate", LAKE).status == 0


def test_a_case_that_comes_out_otherwise_is_said(tmp_path: Path) -> None:
    import shutil

    folder = Path(shutil.copytree(LAKE, tmp_path / "lake"))
    cases = folder / "cases.yml"
    cases.write_text(cases.read_text().replace("outcome: engaged", "outcome: plausible"))
    done = run(None, "regimes", "validate", folder)
    assert done.status == 4
    assert "tanks (11-3): engaged; says plausible" in done.out


KOREA = (
    "North Korea shipped artillery shells to Russia in May 2024, the agency said. About 900 North "
    "Koreans are working in Russia, a minister said."
)


@pytest.fixture(scope="module")
def korea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("korea")
    path = folder / "korea.db"
    (folder / "a.txt").write_text(KOREA, encoding="utf-8")
    done = run(
        path, "read", folder / "a.txt", "--published", "2024-06-02", "--publisher", "Gazette"
    )
    assert done.status == 0, done.err
    return path


def test_the_brief_has_a_matrix_of_what_new_texts_touch(korea: Path) -> None:
    out = run(korea, "brief", "--since", "2024-06-01", "--clock", "published").out
    rows = {line.split()[0]: line for line in out.splitlines() if "●" in line or "◐" in line}
    assert rows["1874-9"].split()[-2:] == ["●", "·"]
    assert rows["2397-8"].split()[-2:] == ["·", "●"]
    assert "1 “North Korea shipped artillery shells to Russia in May 2024”" in out
    later = run(korea, "brief", "--since", "2024-07-01", "--clock", "published").out
    assert "1874-9" not in later


def test_the_brief_says_it_as_json_too(korea: Path) -> None:
    done = run(korea, "brief", "--since", "2024-06-01", "--clock", "published", "--json")
    found = json.loads(done.out)["assessments"]
    assert ("2397-8", "engaged") in {(a["provision"], a["outcome"]) for a in found}
