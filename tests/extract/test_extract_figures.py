from collections import Counter
from collections.abc import Callable

import pytest

from reportedly.extract import Options, extract_document
from reportedly.extract.counts import find_counts
from reportedly.extract.figure_measures import measure_words
from reportedly.extract.number_atoms import cut_atoms
from reportedly.knowledge import Hedge, load_hedges, load_measures
from reportedly.model import Document, Extraction, Figure

Extract = Callable[..., Extraction]


def only(found: Extraction) -> Figure:
    (figure,) = found.figures
    return figure


@pytest.mark.parametrize(
    ("text", "printed", "low", "high", "hedge"),
    [
        ("They sent 40 trucks.", "40 trucks", 40, 40, ""),
        ("At least 40 men died.", "At least 40 men", 40, None, "at least"),
        ("More than 40 men died.", "More than 40 men", 40, None, "more than"),
        ("No fewer than 40 men died.", "No fewer than 40 men", 40, None, "no fewer than"),
        ("They lost 40 men or more.", "40 men", 40, 40, ""),
        ("Up to 40 men died.", "Up to 40 men", None, 40, "up to"),
        ("As many as 40 men died.", "As many as 40 men", None, 40, "as many as"),
        ("Fewer than 40 men died.", "Fewer than 40 men", None, 40, "fewer than"),
        ("No more than 40 men died.", "No more than 40 men", None, 40, "no more than"),
        ("About 40 men died.", "About 40 men", 40, 40, "about"),
        ("Nearly 40 men died.", "Nearly 40 men", 40, 40, "nearly"),
        ("Almost 40 men died.", "Almost 40 men", 40, 40, "almost"),
        ("Close to 40 men died.", "Close to 40 men", 40, 40, "close to"),
        ("Some 40 men died.", "Some 40 men", 40, 40, "some"),
        ("An estimated 40 men died.", "An estimated 40 men", 40, 40, "an estimated"),
        ("They lost 30 to 40 men.", "30 to 40 men", 30, 40, ""),
        ("They lost 30-40 men.", "30-40 men", 30, 40, ""),
        ("They lost 5 to 6 million shells.", "5 to 6 million shells", 5e6, 6e6, ""),
        ("Two hundred and fifty men left.", "Two hundred and fifty men", 250, 250, ""),
        ("Dozens of men left.", "Dozens of men", None, None, "Dozens"),
        ("Between 30 and 40 men died.", "Between 30 and 40 men", 30, 40, "between"),
        ("They sent from 30 to 40 men.", "from 30 to 40 men", 30, 40, ""),
        ("Just over 40 men died.", "Just over 40 men", 40, None, "just over"),
        ("Half of the men left.", "Half of the men", 0.5, 0.5, ""),
        ("More than half of them left.", "More than half", 0.5, None, "more than"),
        (
            "Two-thirds of the men left.",
            "Two-thirds of the men",
            0.666666666666667,
            0.666666666666667,
            "",
        ),
        ("About one in ten was ill.", "About one in ten", 0.1, 0.1, "about"),
        ("One soldier died.", "One soldier", 1, 1, ""),
        ("They lost 1,000+ men.", "1,000+ men", 1000, None, "+"),
        (
            "They had at least 30 but no more than 40 men.",
            "at least 30 but no more than 40 men",
            30,
            40,
            "at least but no more than",
        ),
        ("It lasted for over three days.", "over three days", 3, None, "over"),
    ],
)
def test_bounds(
    extract: Extract, text: str, printed: str, low: float | None, high: float | None, hedge: str
) -> None:
    figure = only(extract(text))
    assert (figure.anchor.text, figure.low, figure.high) == (printed, low, high)
    assert figure.hedge == hedge


@pytest.mark.parametrize(
    ("text", "values", "unit", "measure"),
    [
        ("Nearly 10% of the troops left.", (10, 10), "percent", "share"),
        ("Some 10 percent of it burned.", (10, 10), "percent", "share"),
        ("Of the men killed 10 per cent were officers.", (10, 10), "percent", "share_killed"),
        ("It cost $20 billion.", (2e10, 2e10), "USD", "money"),
        ("It cost 300 euros.", (300, 300), "EUR", "money"),
        ("It cost US$2.5m.", (2.5e6, 2.5e6), "USD", "money"),
        ("It cost USD1,700.", (1700, 1700), "USD", "money"),
        ("It cost £10 to £20 million.", (1e7, 2e7), "GBP", "money"),
        ("It flew 40km.", (40, 40), "km", "distance"),
        ("It flew between 40km and 50km.", (40, 50), "km", "distance"),
        ("It flew 40 kilometres.", (40, 40), "km", "distance"),
        ("Half of it burned.", (0.5, 0.5), "share", "share"),
        ("It took 40 days.", (40, 40), "days", "duration"),
        ("For six months Moscow was silent.", (6, 6), "months", "duration"),
    ],
)
def test_units(
    extract: Extract, text: str, values: tuple[float, float], unit: str, measure: str
) -> None:
    figure = only(extract(text))
    assert (figure.low, figure.high) == values
    assert (figure.unit, figure.measure) == (unit, measure)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("They sent 1,000 sappers.", ["deminers"]),
        ("They sent 5,000 military construction workers.", ["military_builders"]),
        ("They sent 40 soldiers.", ["troops"]),
        ("At least 40 soldiers were killed.", ["killed"]),
        ("40 soldiers were wounded.", ["wounded"]),
        ("40 soldiers were killed or wounded.", ["casualties"]),
        ("40 men died and 90 were wounded.", ["killed", "wounded"]),
        ("There were 40 dead and 90 injured.", ["killed", "wounded"]),
        ("They sent 6,000 North Koreans.", ["troops"]),
        ("They met 6,000 North Koreans.", ["people"]),
        ("There were 400 casualties, including 60 deaths.", ["casualties", "killed"]),
        ("There were 400 casualties, including 60.", ["casualties", "casualties"]),
        ("Two-thirds of those killed were officers.", ["share_killed"]),
        ("They sent 9 million artillery rounds.", ["shells"]),
        ("They counted 40 lamps.", [None]),
    ],
)
def test_measures(extract: Extract, text: str, measures: list[str | None]) -> None:
    assert [f.measure for f in extract(text).figures] == measures


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Resolution 2397 forbids it.", "label"),
        ("Article 4 says so.", "label"),
        ("It began on 3 May 2025.", "part_of_a_date"),
        ("They flew a MiG-31.", "part_of_a_longer_word"),
        ("The S&P 500 rose.", "label"),
        ("They won 2-0.", "upside_down_range"),
        ("The call came from 850-2-381-3416.", "label"),
        ("They met at 11 a.m. sharp.", "time"),
        ("Kim Song, 66, said nothing.", "age"),
        ("The rest was one of them.", "counts_nothing"),
        ("The rest was 37m.", "ambiguous_scale"),
        ("The code was 5,00.", "ambiguous_comma"),
        ("It was for several reasons.", "vague_without_measure"),
        (f"They lost {'9' * 400} men.", "number_out_of_range"),
    ],
)
def test_numbers_that_count_nothing_are_refused_and_counted(
    extract: Extract, text: str, reason: str
) -> None:
    found = extract(text)
    assert found.figures == ()
    assert {r.reason for r in found.rejected if r.kind == "figures"} == {reason}


@pytest.mark.parametrize("text", ["One of them left.", "No one came.", "How many men left?"])
def test_words_that_only_look_like_counts(extract: Extract, text: str) -> None:
    assert extract(text).figures == ()


def test_an_upside_down_range_is_two_numbers_and_counted(extract: Extract) -> None:
    found = extract("They lost 90 to 10 men.")
    assert [f.low for f in found.figures] == [90, 10]
    assert ("upside_down_range", 1) in {(r.reason, r.count) for r in found.rejected}


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("They had 4,000 men, including 600 officers.", "part"),
        ("They sent another 600 men.", "increment"),
        ("They sent 600 more men.", "increment"),
        ("They lost a total of 600 men.", "total"),
        ("They lose 600 a day.", "rate"),
        ("They lost 600 men.", None),
    ],
)
def test_aspects(extract: Extract, text: str, aspect: str | None) -> None:
    assert extract(text).figures[-1].aspect == aspect


def test_the_population_is_what_is_counted(extract: Extract) -> None:
    figure = only(extract("They sent 40 North Korean soldiers last week."))
    assert figure.population is not None
    assert figure.population.text == "North Korean soldiers"


def test_over_a_stretch_of_time_is_no_bound(extract: Extract) -> None:
    men, days = extract("They sent 40 men over three days.").figures
    assert (days.anchor.text, days.low, days.high) == ("three days", 3, 3)
    assert men.low == 40


def test_a_move_from_one_number_to_another_is_no_range(extract: Extract) -> None:
    found = extract("The toll rose from 30 to 40 men.")
    assert [(f.low, f.high) for f in found.figures] == [(30, 30), (40, 40)]


def test_a_date_in_the_clause_is_the_date_of_the_figure(extract: Extract) -> None:
    found = extract("On 3 May 2025 they lost 40 men, and 90 are missing.")
    first, second = found.figures
    assert first.as_of is not None
    assert (first.as_of.start, first.as_of.end) == ("2025-05-03", "2025-05-03")
    assert second.as_of is None


def test_a_bare_number_after_including_shares_what_is_counted(extract: Extract) -> None:
    whole, part = extract("They had 4,000 North Korean soldiers, including 600.").figures
    assert part.measure == "troops"
    assert part.population == whole.population


def test_a_table_gives_vague_counts_a_least_value(read: Callable[..., Document]) -> None:
    document = read("Dozens of men left.")
    (figure,) = extract_document(document, Options(vague="acled", attribution="rules")).figures
    assert (figure.low, figure.high) == (12, None)


def test_a_figure_belongs_to_the_claim_it_stands_in(extract: Extract) -> None:
    found = extract("The ministry said 40 soldiers were killed. The sea was calm.")
    figure = only(found)
    (said,) = (a for a in found.attributions if a.cue)
    assert figure.attribution == said.id


def test_no_figure_is_a_fragment_of_a_longer_number(extract: Extract) -> None:
    row = ",".join(["999"] * 130)
    found = extract(f"It printed {row} soldiers and {'9' * 498}77 and {'9' * 498}777777 on a page.")
    assert [f.anchor.text for f in found.figures] == []
    assert sum(r.count for r in found.rejected if r.kind == "figures") > 0


def test_a_bare_year_is_no_figure_and_is_counted(extract: Extract) -> None:
    found = extract("The mandate ended in spring 2024, and 2024 soldiers left.")
    assert [f.anchor.text for f in found.figures] == ["2024 soldiers"]
    assert {r.reason: r.count for r in found.rejected}["part_of_a_date"] == 1


def test_the_day_somebody_speaks_dates_his_figure_if_nothing_else_does(extract: Extract) -> None:
    figure = only(extract("The ministry said on 3 May 2025 that 40 soldiers were killed."))
    assert figure.as_of is not None
    assert (figure.as_of.start, figure.as_of.basis) == ("2025-05-03", "said then: absolute")


def test_two_dates_in_a_clause_leave_the_date_open(extract: Extract) -> None:
    found = extract("They lost 40 men on 3 May 2025 and on 9 May 2025.")
    assert found.figures[0].as_of is None


def test_a_duration_has_no_date(extract: Extract) -> None:
    found = extract("In February 2020 they stayed for 40 days.")
    assert [f.as_of for f in found.figures if f.measure == "duration"] == [None]


@pytest.mark.parametrize("hedge", load_hedges(), ids=lambda h: " ".join(h.words))
def test_each_hedge_of_the_table_sets_its_bound(hedge: Hedge) -> None:
    words = " ".join(hedge.words)
    printed = f"There were 40 {words}" if hedge.after else f"of the {words} 40 men"
    (count,) = find_counts(cut_atoms(printed), "none", Counter())
    bounds = {"least": (40, None), "most": (None, 40), "about": (40, 40), "exact": (40, 40)}
    assert (count.low, count.high) == bounds[hedge.bound]
    assert count.hedge == words


@pytest.mark.parametrize("words", load_measures("noun"), ids=" ".join)
def test_each_noun_of_the_table_names_its_measure(words: tuple[str, ...]) -> None:
    assert measure_words(["north", "korean", *words]) == load_measures("noun")[words]
