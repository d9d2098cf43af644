"""Questions to the ledger: every condition narrows, by letter and not by pattern, and quickly."""

import time
from collections.abc import Iterator

import pytest

from factory import NOW, Report, make_entry, moment
from reportedly.errors import UsageError
from reportedly.ledger import (
    Ledger,
    Query,
    append_reading,
    list_claims,
    list_figures,
    open_ledger,
    schema,
)

REPORTS = (
    Report(speaker="General Pak", count=40, place="Kursk", country="RU", published="2025-05-04"),
    Report(speaker="Minister Straße", count=50, place="Львів", country="UA", day="1 March 2024",
           iso="2024-03-01", published="2024-03-02", publisher="Ö Post", tail="Élan 100% gone."),
    Report(speaker="O'Brien_1", count=60, place="Seoul", country="KR", day="9 June 2025",
           iso="2025-06-09", published=None, publisher="Daily %", kind="digest"),
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("queries") / "story.db", now=NOW) as opened:
        for n, report in enumerate(REPORTS, start=1):
            append_reading(opened, make_entry(report), now=moment(n))
        yield opened


def lows(ledger: Ledger, **query: object) -> list[int | float | None]:
    with ledger.read() as connection:
        return [r.low for r in list_figures(connection, Query(**query))]  # type: ignore[arg-type]


def claims(ledger: Ledger, **query: object) -> list[str]:
    """First words of the claims: "at least 40" and so on; "…" for the author's own voice."""
    with ledger.read() as connection:
        rows = list_claims(connection, Query(**query))  # type: ignore[arg-type]
        return [r.text[:11] if r.text.startswith("at least") else "…" for r in rows]


SECOND = make_entry(REPORTS[1]).document.id
FIGURES = [
    ({}, [50, 40, 60]),
    ({"speaker": "pak"}, [40]),
    ({"speaker": "PAK"}, [40]),
    ({"speaker": "STRASSE"}, [50]),  # as casefold has it
    ({"speaker": "straße"}, [50]),
    ({"speaker": "o'b"}, [60]),
    ({"speaker": "_"}, [60]),
    ({"speaker": "%"}, []),
    ({"speaker": "nobody"}, []),
    ({"party": "general"}, []),  # the party stands outside the claim
    ({"place": "kursk"}, [40]),
    ({"place": "ЛЬВІВ"}, [50]),
    ({"place": "UA"}, [50]),
    ({"place": "ua "}, [50]),
    ({"place": "kr"}, [60]),
    ({"place": "K_rsk"}, []),
    ({"measure": "kill"}, [50, 40, 60]),
    ({"measure": "wounded"}, []),
    ({"mode": "indirect"}, [50, 40, 60]),
    ({"mode": "direct"}, []),
    ({"document": SECOND}, [50]),
    ({"document": "doc_0"}, []),
    ({"words": "soldiers"}, [50, 40, 60]),
    ({"words": "kursk"}, [40]),
    ({"words": "львів"}, [50]),
    ({"words": "kursk OR seoul"}, [40, 60]),
    ({"words": "soldiers NOT kursk"}, [50, 60]),
    ({"words": "kur*"}, [40]),
    ({"words": '"soldiers were killed"'}, [50, 40, 60]),
    ({"words": '"were soldiers"'}, []),
    ({"words": "NEAR(soldiers kursk, 5)"}, [40]),
    ({"words": "soldiers in\" AND ("}, []),  # no syntax: read as words
    ({"words": "(kursk"}, [40]),
    ({"words": "kursk)"}, [40]),
    ({"words": "full:kursk"}, []),
    ({"words": "at least 40"}, [40]),
    ({"words": "'kursk'"}, [40]),
    ({"said": ("2025-05-04", "2025-05-04")}, [40]),
    ({"said": ("2024-01-01", "2025-12-31")}, [50, 40]),
    ({"said": ("2025-05-05", "2025-12-31")}, []),
    ({"published_by": "2024-12-31"}, [50]),
    ({"published_by": "2025-05-04"}, [50, 40]),
    ({"recorded_by": moment(1)}, [40]),
    ({"recorded_by": moment(2)}, [50, 40]),
    ({"recorded_by": moment(0)}, []),
    ({"limit": 2}, [50, 40]),
    ({"limit": 1, "speaker": "o'"}, [60]),
    ({"all_versions": True}, [50, 40, 60]),
    ({"speaker": "pak", "place": "ua"}, []),
    ({"speaker": "pak", "place": "ru", "measure": "killed", "words": "kursk"}, [40]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), FIGURES, ids=str)
def test_figures_by_every_condition(
    ledger: Ledger, query: dict[str, object], expected: list[int]
) -> None:
    assert lows(ledger, **query) == expected


CLAIMS = [
    ({}, ["at least 50", "…", "at least 40", "…", "at least 60", "…"]),
    ({"mode": "narrative"}, ["…", "…", "…"]),
    ({"measure": "killed"}, ["at least 50", "at least 40", "at least 60"]),
    ({"place": "seoul"}, ["at least 60"]),
    ({"speaker": "pak"}, ["at least 40"]),
    ({"words": "elan"}, ["…"]),  # accents do not matter in words
    ({"words": "100%"}, ["…"]),
    ({"meant": ("2025-05-01", "2025-05-31")}, []),  # the date stands outside the claim
    ({"limit": 3}, ["at least 50", "…", "at least 40"]),
]


@pytest.mark.parametrize(("query", "expected"), CLAIMS, ids=str)
def test_claims_by_every_condition(
    ledger: Ledger, query: dict[str, object], expected: list[str]
) -> None:
    assert claims(ledger, **query) == expected


def test_dates_and_parties_within_a_claim(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_ledger(tmp_path_factory.mktemp("meant") / "x.db") as ledger:
        report = Report(tail="On 3 May 2025 General Pak fell.")
        append_reading(ledger, make_entry(report), now=NOW)
        start = report.text.index("On 3 May")
        with ledger.write() as connection:
            connection.execute(schema.date_mention.update().values(start=start, end=start + 13))
            connection.execute(schema.mention.update().values(start=start + 14, end=start + 25))
        assert claims(ledger, meant=("2025-05-03", "2025-05-03")) == ["…"]
        assert claims(ledger, meant=("2025-01-01", "2025-05-03")) == ["…"]
        assert claims(ledger, meant=("2025-05-04", "2025-05-30")) == []
        assert claims(ledger, party="PAK") == ["…"]
        assert claims(ledger, party="nobody") == []


@pytest.mark.parametrize("words", ['"', '""', "\"'", " "])
def test_nothing_to_search_for_is_said_so(ledger: Ledger, words: str) -> None:
    with pytest.raises(UsageError, match="bad_query"):
        claims(ledger, words=words)


def test_a_row_carries_what_a_reader_needs(ledger: Ledger) -> None:
    with ledger.read() as connection:
        claim = next(list_claims(connection, Query(speaker="o'brien")))
        figure = next(list_figures(connection, Query(speaker="o'brien")))
    assert (claim.speaker, claim.publisher, claim.published) == (
        "O'Brien_1", "digest of Daily %", None,
    )  # fmt: skip
    assert (claim.figures, claim.places, claim.mode) == (("at least 60",), ("Seoul",), "indirect")
    assert REPORTS[2].text[claim.start : claim.end] == claim.text
    assert (figure.exact, figure.low, figure.high, figure.hedge) == (
        "at least 60", 60, None, "at least",
    )  # fmt: skip
    assert (figure.population, figure.measure, figure.claim) == ("soldiers", "killed", claim.id)
    assert isinstance(figure.low, int)


# ------------------------------------------------------------------ speed

COPIES = 2_000
WITH_DOCUMENT = ("document", "stated", "segment", "anchor", "search")


def multiply(ledger: Ledger) -> None:
    """The rows of one document two thousand times over, under other identifiers."""
    entry = make_entry()
    append_reading(ledger, entry, now=NOW)
    skipped = {"log", "ledger", "capture", "text", "failure", "judgement", "redaction", "recovery"}
    with ledger.write() as connection:
        for table in schema.metadata.sorted_tables:
            if table.name in skipped:
                continue
            rows = [dict(r) for r in connection.execute(table.select()).mappings()]
            copies = [_copy(row, n) for n in range(COPIES) for row in rows]
            for row in copies:
                if table.name in ("current_run", "search"):
                    del row["seq" if table.name == "current_run" else "n"]
            if copies:
                connection.execute(table.insert(), copies)
        search, words = schema.search, schema.FULL_TEXT["claim"]
        found = connection.execute(search.select().where(search.c.kind == "claim")).all()
        rows = [{"rowid": r.n, "text": f"soldiers killed {r.n}"} for r in found[2:]]
        connection.execute(words.insert(), rows)


def _copy(row: dict[str, object], n: int) -> dict[str, object]:
    ids = ("doc_", "run_", "anc_", "clm_", "att_", "fig_", "men_", "plc_", "dat_", "evt_")
    return {k: f"{v}{n}" if isinstance(v, str) and v.startswith(ids) else v for k, v in row.items()}


@pytest.mark.slow
def test_two_thousand_documents_are_answered_within_two_seconds(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    queries = ({"speaker": "pak"}, {"place": "RU"}, {"words": "killed"}, {"measure": "killed"})
    with open_ledger(tmp_path_factory.mktemp("many") / "x.db") as ledger:
        multiply(ledger)
        for query in ({"limit": 100}, *queries, {"recorded_by": moment(400)}):
            for ask in (lows, claims):
                start = time.process_time()
                found = ask(ledger, **query)
                spent = time.process_time() - start
                assert len(found) >= 100
                assert spent < 2, (ask.__name__, query, spent)
        assert len(lows(ledger)) == COPIES + 1
