from collections.abc import Callable

import pytest

from reportedly.errors import UsageError
from reportedly.extract.syntax import LONGEST_WORD, Passage, find_model, hash_model
from reportedly.model import Document

Read = Callable[..., Document]
Parse = Callable[[Document], tuple[Passage, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 said 🇷🇺 that 40 men died.",
        "The mini\u0301ster said\u0301 it.",
        "قال الوزير the minister said.",
        "He said yes.\r\nShe said no.\r\n\r\nThey left.",
        "  \u00a0He left.\u2028And\u200b then\x00 he came.",
        "\ufeffHe left.",
    ],
)
def test_offsets_are_those_of_the_document(read: Read, parse: Parse, text: str) -> None:
    document = read(text)
    passages = parse(document)
    assert passages
    for passage in passages:
        for token in passage.doc:
            start, end = passage.span(token)
            assert document.text[start:end] == token.text
        for sentence in passage.sentences:
            start, end = passage.span(sentence)
            assert document.text[start:end] == sentence.text
        whole = passage.cover(passage.doc[0], passage.doc[-1])
        assert document.text[slice(*whole)] == passage.doc.text.rstrip() or passage.doc.text


@pytest.mark.parametrize("word", ["word ", "x", "дом\u00a0", "(", "a\t"])
def test_long_segments_are_cut_and_nothing_is_lost(
    read: Read, parse: Parse, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setattr("reportedly.extract.syntax.LONGEST", 600)
    document = read("Start. " + word * (1600 // len(word)))
    passages = parse(document)
    assert len(passages) > 1
    assert all(len(p.doc.text) <= 600 for p in passages)
    assert max(len(w) for p in passages for w in p.doc.text.split()) <= LONGEST_WORD
    joined = "".join(p.doc.text for p in passages)
    assert joined == "".join(document.text[slice(*s.span)] for s in document.segments)


def test_front_matter_and_signatures_are_not_parsed(read: Read, parse: Parse) -> None:
    document = read("It was seen.\n\nShips left, they say.\n— Anna Bell (@annab) June 3, 2025\n")
    parsed = [p.segment.kind for p in parse(document)]
    assert "signature" not in parsed


def test_an_unknown_model_is_a_usage_error() -> None:
    with pytest.raises(UsageError) as raised:
        find_model("no_such_model")
    assert raised.value.code == "no_model"


def test_the_weights_have_one_hash() -> None:
    assert hash_model() == hash_model(find_model())
    assert len(hash_model()) == 64
