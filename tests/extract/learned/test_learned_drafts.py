"""From what a network points to, whatever it is, to drafts."""

from typing import Final
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract import Options, extract_document
from reportedly.extract.learned import drafts
from reportedly.extract.learned.decode import Relation
from reportedly.model import Attribution, check_anchor
from reportedly.reading import Given, read_text

SIGNS: Final = dict.fromkeys(("cue", "content", "tagged", "edge", "source"), 0.99)
TEXTS: Final = (
    'OFFICIALS SAID "IT LOST POWER" BEFORE LANDING, ACCORDING TO\nREPORTS.  A "HELICOPTER" FELL.',
    "“We — the ‘crew’ — left; nobody came,” he said.\n\n— “No.” – police…\n\n(They; waited.)",
)


def stretches(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.integers(0, length - 1).flatmap(
        lambda a: st.tuples(st.just(a), st.integers(a + 1, min(length, a + 9)))
    )


def relations(length: int) -> st.SearchStrategy[list[Relation]]:
    content = st.lists(stretches(length), min_size=1, max_size=3).map(lambda c: tuple(sorted(c)))
    one = st.builds(
        Relation,
        cue=stretches(length),
        source=st.none() | stretches(length),
        content=content,
        signs=st.just(SIGNS),
    )
    return st.lists(one, max_size=4).map(lambda found: sorted(found, key=lambda r: r.cue))


def found_when(text: str, pointed: list[Relation]) -> tuple[Attribution, ...]:
    with patch.object(drafts, "find_relations", lambda *_: pointed):
        document = read_text(text, Given(language="en"))
        return extract_document(document, Options(attribution="learned")).attributions


@given(st.data())
def test_whatever_is_pointed_to_becomes_words_of_the_text_or_nothing(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    for a in found_when(text, data.draw(relations(21))):
        for anchor in (a.source, a.cue, a.content, a.carrier):
            assert anchor is None or (anchor.text and check_anchor(anchor, text) is None)


def test_a_mark_is_nobody() -> None:
    text = "“ The bridge was closed, it said on Monday."
    pointed = Relation(cue=(7, 8), source=(0, 1), content=((1, 5),), signs=SIGNS)
    (said,) = (a for a in found_when(text, [pointed]) if a.mode != "narrative")
    assert (said.source, said.cue and said.cue.text) == (None, "said")
    assert said.content.text == "The bridge was closed"


def test_a_source_grows_to_its_noun_but_not_into_the_cue() -> None:
    text = "The bridge was safe, the ministry's press office said. Critics heard his claim."
    pieces = ["The", "bridge", "was", "safe", ",", "the", "ministry", "'", "s", "press", "office"]
    said_at = len(pieces)
    safe = Relation(cue=(said_at, said_at + 1), source=(5, 10), content=((0, 4),), signs=SIGNS)
    claim = Relation(cue=(16, 17), source=(15, 16), content=((0, 4),), signs=SIGNS)
    sources = {a.cue.text: a.source and a.source.text for a in found_when(text, [safe, claim])
               if a.cue is not None}  # fmt: skip
    assert sources == {"said": "the ministry's press office", "claim": "his"}


def test_what_is_done_to_people_is_not_said() -> None:
    text = "Sixty men were admitted to the camp in July."
    pointed = Relation(cue=(2, 4), source=None, content=((0, 2),), signs=SIGNS)
    assert [a.mode for a in found_when(text, [pointed])] == ["narrative"]
