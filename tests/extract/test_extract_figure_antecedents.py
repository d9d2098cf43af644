"""Bare numbers and shares that point back: what they count, and where they count nothing known."""

from collections.abc import Callable

import pytest

from reportedly.extract import Options, extract_document
from reportedly.knowledge import load_number_words
from reportedly.model import Extraction, Figure
from reportedly.reading import MARKDOWN_READER, read_document

RULES = Options(attribution="rules")
OPEN = (None, None)
Extract = Callable[..., Extraction]


def last(found: Extraction) -> Figure:
    return found.figures[-1]


@pytest.mark.parametrize(
    ("text", "measure", "words"),
    [
        # of them
        (
            "Some 900 Kenyan marines sailed for Haiti. Two hundred of them are on the quay.",
            "troops",
            "Kenyan marines",
        ),
        ("Some 900 marines came. “A couple hundred” of them stayed.", "troops", "marines"),
        ("The blast hurt 60 miners. Forty of those were deep down.", "wounded", None),
        # the number, in whatever shape it is given
        (
            "Chad has counted its Sudanese refugees again. The number now stands at 90,000.",
            "displaced",
            "Sudanese refugees",
        ),
        ("A blast hurt 30 people. The count has since risen to 45.", "wounded", "people"),
        ("Haiti received more marines. Their number is put at 300 to 400.", "troops", "marines"),
        ("The number of refugees in the camp stands at 8,000.", "displaced", "refugees"),
        ("The camp is full. Its refugees numbered at least 8,000.", "displaced", "refugees"),
        # it was
        (
            "In May the mayor spoke of 300 dead. In April it was more than 200.",
            "killed",
            "dead",
        ),
        # the same number again, and the sum of two
        ("The fire killed 340 miners. Nobody explained the 340.", "killed", "miners"),
        ("The fire killed 340 miners. The mayor gave the figure of 340 too.", "killed", "miners"),
        (
            "Oslo sends 200 deminers and 700 engineers. The promised 900 are volunteers.",
            "people",
            "deminers […] engineers",
        ),
        (
            "Oslo sends 200 lorries and 700 trucks. Kyiv did not confirm the 900.",
            "vehicles",
            "lorries […] trucks",
        ),
        # who
        (
            "Oslo will train 500 Malian recruits. They will join the 2,000 who came in May.",
            "troops",
            "recruits",
        ),
        (
            "Some 400 people include killed and hurt sailors, 90 of them dead, of 900 who sailed.",
            "troops",
            "sailors",
        ),
        # another
        ("The ship brought 700 deminers. Another 300 come by air.", "deminers", "deminers"),
        # a count that is stated again
        (
            "Paris counts 6,000 Malian troops. Rome had spoken only of “a couple thousand”.",
            "troops",
            "Malian troops",
        ),
        ("The quake killed 90 people. The Red Cross put it at 120.", "killed", "people"),
    ],
)
def test_a_bare_number_counts_what_it_points_back_to(
    extract: Extract, text: str, measure: str, words: str | None
) -> None:
    figure = last(extract(text))
    assert figure.measure == measure
    assert figure.population is not None
    assert words in (None, figure.population.text)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        # no words that point back
        ("Gunmen killed 40 men.", "The vote was 300 to nothing."),
        ("Gunmen killed 40 men.", "Party A won by 300."),
        ("Gunmen killed 40 men.", "The price stood at 300."),
        ("Gunmen killed 40 men.", "It was 42 in the shade."),
        ("Gunmen killed 40 men.", "The other 40 saw nothing."),
        ("Gunmen killed 40 men.", "He scored 30."),
        ("Gunmen killed 40 men.", "He bought the shares at 310."),
        ("Gunmen killed 40 men.", "His number is 310."),
        # nothing to point back to
        ("", "The number now stands at 3,000."),
        ("", "A couple thousand of them left."),
        ("", "Some 11,000 who came have gone."),
        ("The sea was calm.", "Another 40 came."),
        ("It was her only hope.", "The promised 950 are late."),
        # two answers, or one of another kind
        ("Gunmen killed 40 men and took 9 trucks.", "The number is now 60."),
        ("Gunmen killed 40 nurses and 3 soldiers.", "Another 20 ran."),
        ("The wheat cost $40.", "The figure was 30 at first."),
        ("Oslo sends 200 deminers and 700 engineers.", "The promised 950 are late."),
        ("Oslo sends 200 deminers and 700 trucks.", "The promised 900 are late."),
        ("One person came.", "At least eight of them are needed."),
        ("Special police guard the border.", "Some 11 million who came are at risk."),
        ("Of the soldiers two were brothers.", "The two parted."),
        # too far away
        ("Gunmen killed 40 men. The sea was calm. The sky was all blue.", "The number is now 60."),
    ],
)
def test_nothing_is_taken_over_by_a_guess(extract: Extract, before: str, text: str) -> None:
    figures = extract(f"{before} {text}".strip()).figures
    late = [f for f in figures if f.anchor.start >= len(before)]
    assert [(f.measure, f.population) for f in late] in ([], [OPEN])


def test_the_paragraph_before_is_looked_at(extract: Extract) -> None:
    found = extract("Gunmen killed 40 men in Mopti on Friday.\n\nThe number now stands at 60.")
    assert last(found).measure == "killed"


def test_a_headline_is_not() -> None:
    raw = b"# Gunmen kill 40 men in Mopti\n\nThe number now stands at 60.\n"
    found = extract_document(read_document(raw, name="a.md", reader=MARKDOWN_READER), RULES)
    assert [f.measure for f in found.figures] == ["people", None]


def test_a_part_of_them_is_a_part(extract: Extract) -> None:
    found = extract("Some 900 marines came. “A couple hundred” of them stayed.")
    assert last(found).aspect == "part"


def test_no_closing_quotation_mark_is_counted(extract: Extract) -> None:
    (figure,) = extract("The army “lost 400” people, the mayor said.").figures
    assert figure.population is not None
    assert figure.population.text == "people"


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The army took 600 casualties. This is more than half of the force.", "share_casualties"),
        ("The army lost 600 men. The figure is half of the force.", "share_casualties"),
        ("Gunmen killed 600 men. That equals a third of the town.", "share_killed"),
        ("The army has 600 tanks. This is more than half of the fleet.", "share"),
        ("Gunmen killed 60 men and hurt 90 more. This is half of the town.", "share"),
        ("Of the 400 casualties two-thirds were sailors killed, the navy said.", "share_killed"),
        ("Of the 400 casualties two-thirds were sailors wounded at sea.", "share_wounded"),
        ("Of 900 soldiers two out of three would be in the desert region.", "share_deployed"),
        ("Half of the soldiers are stationed abroad.", "share_deployed"),
        ("Of 900 students two out of three would be in the desert region.", "share"),
        ("Of 900 soldiers two out of three would be in good health.", "share"),
    ],
)
def test_what_a_share_is_a_share_of(extract: Extract, text: str, measure: str) -> None:
    (share,) = (f for f in extract(text).figures if (f.measure or "").startswith("share"))
    assert share.measure == measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("“A battalion of sappers, two companies — 300 people” will leave.", "deminers"),
        ("Two crews of engineers – 40 people – will leave.", "engineers"),
        ("Crews of engineers and sappers — 40 people — will leave.", "people"),
        ("The engineers left — 40 people saw it.", "people"),
        ("Engineers, 40 people and a dog will leave.", "people"),
        ("Some 300 are to clear mines.", "deminers"),
        ("Some 300 soldiers will also clear mines.", "deminers"),
        ("Some 300 are to clear snow.", None),
        ("There is one flight a week.", "flights"),
        ("The pilots met two Japanese F-2s over the sea.", "aircraft"),
        ("They saw four B-1s.", "aircraft"),
        ("They carried four C-4s.", None),
    ],
)
def test_words_around_the_counted_noun(extract: Extract, text: str, measure: str | None) -> None:
    assert last(extract(text)).measure == measure


@pytest.mark.parametrize("text", ["The site 404.example reports it.", "He reads 24.zz daily."])
def test_the_name_of_a_site_is_no_figure(extract: Extract, text: str) -> None:
    assert extract(text).figures == ()


@pytest.mark.parametrize("verb", sorted(load_number_words("numbering")))
def test_each_verb_of_numbering(extract: Extract, verb: str) -> None:
    assert last(extract(f"The refugees {verb} 8,000.")).measure == "displaced"
