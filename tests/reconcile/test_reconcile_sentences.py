from reportedly.reading import Given, read_text
from reportedly.reconcile.sentences import Sentences

TEXT = (
    "Gen. Odo met Mr. Ibn on Jan. 5. “We left.” He did so in the U.S. embassy.\n\nNobody came! Why?"
)


def sentences() -> list[str]:
    document = read_text(TEXT, Given())
    found = Sentences(document)
    spans = {found.at(i) for i in range(len(TEXT))} - {None}
    return [TEXT[s.start : s.end] for s in sorted(spans)]


def test_sentences_end_where_they_do():
    assert sentences() == [
        "Gen. Odo met Mr. Ibn on Jan. 5.",
        "“We left.”",
        "He did so in the U.S. embassy.",
        "Nobody came!",
        "Why?",
    ]


def test_sentences_before_come_nearest_first():
    document = read_text(TEXT, Given())
    found = Sentences(document)
    before = found.before(TEXT.index("U.S."), 2)
    assert [TEXT[s.start : s.end] for s in before] == [
        "“We left.”",
        "Gen. Odo met Mr. Ibn on Jan. 5.",
    ]


def test_outside_of_all_sentences_there_is_none():
    found = Sentences(read_text(TEXT, Given()))
    assert found.at(len(TEXT) + 5) is None
    assert found.before(len(TEXT) + 5) == ()
