import pytest

from reportedly.extract.learned.network import load_tokenizer
from reportedly.extract.learned.pieces import Pieces, cut_text
from reportedly.extract.learned.weights import find_weights
from reportedly.reading import Given, read_text


@pytest.fixture(scope="module")
def tokenizer():
    weights = find_weights()
    assert weights is not None
    return load_tokenizer(weights.folder)


def cut(text: str, tokenizer) -> Pieces:
    return cut_text(read_text(text, Given(language="en")), tokenizer)


def test_each_piece_is_a_stretch_of_the_text(tokenizer) -> None:
    text = "“Café Zyxtra,” the MoD said.\n\nIt denied “all of it”."
    pieces = cut(text, tokenizer)
    shown = [text[slice(*span)] for span in pieces.spans]
    assert "".join(shown) == "".join(text.split())
    assert shown.count("") == 1  # the paragraph break


def test_print_and_quotation_marks_are_features(tokenizer) -> None:
    pieces = cut("“We left,” the MoD said", tokenizer)
    shown = {span.start: (case, quote) for span, case, quote in zip(
        pieces.spans, pieces.case, pieces.quote, strict=True
    )}  # fmt: skip
    assert shown[0] == (0, 2)  # a mark
    assert shown[1] == (2, 1)  # "We", inside
    assert shown[4] == (1, 1)
    assert shown[11] == (1, 0)  # "the", outside
    assert shown[15] == (2, 0)  # "MoD" begins with a capital


def test_sentences_begin_at_their_quotation_marks(tokenizer) -> None:
    text = "It left. “Now,” he said. He went."
    pieces = cut(text, tokenizer)
    begun = [text[pieces.spans[n].start] for n in pieces.starts]
    assert begun == ["I", "“", "H"]


def test_a_part_keeps_the_places_in_the_text(tokenizer) -> None:
    pieces = cut("It left. He went home. She stayed.", tokenizer)
    part = pieces.part(pieces.starts[1], len(pieces))
    assert part.spans == pieces.spans[pieces.starts[1] :]
    assert part.starts == (0, pieces.starts[2] - pieces.starts[1])


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200b"])
def test_nothing_to_read(tokenizer, text: str) -> None:
    assert sum(len(text[slice(*s)]) for s in cut(text, tokenizer).spans) <= 1
