import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.number_atoms import cut_atoms
from reportedly.extract.numbers import LARGEST, SMALL, TENS, Number, read_number
from reportedly.model import Span

UNITS = {value: word for word, value in SMALL.items()}
OTHERS = ("hundred", "thousand", "and", "-", "a", "dozen", "5", "half", "third", "quarters")
OTHERS += ("point", "minus", "m", "k", "%", "/", "½", "1,000")
ROUND = {value: word for word, value in TENS.items()}


def spell(n: int) -> str:
    """Words of a number below 10,000, with the British "and"."""
    if n in UNITS:
        return UNITS[n]
    if n < 100:
        return ROUND[n // 10 * 10] + (f"-{UNITS[n % 10]}" if n % 10 else "")
    size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    rest = n % size
    head = f"{spell(n // size)} {name}"
    return head if not rest else f"{head} {'and ' if rest < 100 else ''}{spell(rest)}"


def read(text: str) -> Number | None:
    return read_number(cut_atoms(text), 0)


@pytest.mark.parametrize(
    ("printed", "value", "atoms"),
    [
        ("7", 7, 1),
        ("1,000 men", 1000, 1),
        ("12,345,678", 12345678, 1),
        ("40 000 men", 40_000, 1),
        ("1 414 021 100", 1_414_021_100, 1),
        ("12,34,567 votes", 1_234_567, 1),
        ("1.234,5", 1234.5, 1),
        ("1,5 million", 1_500_000, 2),
        ("0.5", 0.5, 1),
        (".08", 0.08, 1),
        ("1,234.5", 1234.5, 1),
        ("3.0", 3, 1),
        ("1.3e6", 1_300_000, 1),
        ("1.3x10^6", 1_300_000, 1),
        ("-5 degrees", -5, 2),
        ("minus five", -5, 2),
        ("4.5 million shells", 4_500_000, 2),
        ("20 billion", 20_000_000_000, 2),
        ("20 bn", 20_000_000_000, 2),
        ("20bn", 20_000_000_000, 2),
        ("6 k", 6000, 2),
        ("6k", 6000, 2),
        ("10M", 10_000_000, 2),
        ("13 lakh", 1_300_000, 2),
        ("five", 5, 1),
        ("Five", 5, 1),
        ("zero", 0, 1),
        ("thirty-five men", 35, 3),
        ("thirty five men", 35, 2),
        ("two hundred and fifty", 250, 4),
        ("two thousand three hundred", 2300, 4),
        ("two thousand and two hundred", 2200, 5),
        ("twelve thousand", 12000, 2),
        ("three million", 3_000_000, 2),
        ("one hundred thousand", 100_000, 3),
        ("4 thousand 3 hundred and 21", 4321, 6),
        ("3 hundred and 2 hundred", 300, 2),
        ("two million and five tanks", 2_000_000, 2),
        ("a dozen", 12, 2),
        ("two dozen", 24, 2),
        ("half a dozen", 6, 3),
        ("a hundred", 100, 2),
        ("a million", 1_000_000, 2),
        ("half a million", 500_000, 3),
        ("two and a half million", 2_500_000, 5),
        ("3 million and a half", 3_500_000, 5),
        ("one billion and a half million", 1_000_500_000, 6),
        ("two thirds", 2 / 3, 2),
        ("two-thirds", 2 / 3, 3),
        ("three quarters of a million", 750_000, 5),
        ("3/4", 0.75, 3),
        ("2 1/4", 2.25, 4),
        ("⅔", 2 / 3, 1),
        ("2½ years", 2.5, 2),
        ("five point five", 5.5, 3),
        ("two hundred point zero three", 200.03, 5),
        ("one", 1, 1),
        ("two three", 2, 1),
        ("eleven five", 11, 1),
        ("five and six", 5, 1),
        ("twenty-eleven", 20, 1),
        ("twenty-first", None, 0),
        ("11th", None, 0),
        ("one hundred and fifth", None, 0),
        ("9/11", 9, 1),
        ("hundred and one", None, 0),
        ("a man", None, 0),
        ("million", None, 0),
        ("and", None, 0),
        ("1,00", None, 0),
        ("192.168.1.2", None, 0),
        ("", None, 0),
    ],
)
def test_numbers_as_printed(printed: str, value: float | None, atoms: int) -> None:
    number = read(printed)
    found = (number.value, number.end) if number else (None, 0)
    assert found == (pytest.approx(value) if value else value, atoms)


@pytest.mark.parametrize("printed", ["9" * 400, "9" * 16, "1000000 trillion", "1e99"])
def test_out_of_range_is_a_number_without_value(printed: str) -> None:
    number = read(printed)
    assert number is not None
    assert number.value is None


def test_a_scale_is_kept_for_ranges() -> None:
    assert read("6 million") == Number(6_000_000, 2, 10**6)


def test_a_part_is_told_from_a_count() -> None:
    half, third, million = read("half"), read("a third"), read("half a million")
    assert half == Number(0.5, 1, share=True, loose=True)
    assert third == Number(0.333333333333333, 2, share=True, loose=True)
    assert million == Number(500_000, 3, 10**6)


def test_and_stays_out_between_two_ends() -> None:
    number = read_number(cut_atoms("two thousand and five hundred"), 0, joined=False)
    assert number is not None
    assert (number.value, number.end) == (2000, 2)


def test_atoms_do_not_cross_a_date() -> None:
    text = "On May 12 300 men left."
    assert [a.value for a in cut_atoms(text) if a.kind == "digits"] == [12300]
    parted = cut_atoms(text, [Span(3, 9)])
    assert [a.value for a in parted if a.kind == "digits"] == [12, 300]


@given(st.integers(0, LARGEST))
def test_digits_read_back(n: int) -> None:
    number = read(f"{n:,}")
    assert number is not None
    assert number.value == (n if len(str(n)) <= 15 else None)


@given(st.integers(1, 9999))
def test_number_words_read_back(n: int) -> None:
    number = read(f"{spell(n)} men")
    assert number is not None
    assert number.value == n


@given(st.text("0123456789.,-/ ½x^e$€%", max_size=40))
def test_atoms_lie_in_order_in_the_text(text: str) -> None:
    atoms = cut_atoms(text)
    assert [text[slice(*a.span)] for a in atoms] == [a.text for a in atoms]
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(atoms))


@given(st.lists(st.sampled_from([*SMALL, *TENS, *OTHERS])))
def test_no_row_of_words_raises(words: list[str]) -> None:
    atoms = cut_atoms(" ".join(words))
    number = read_number(atoms, 0)
    assert number is None or 0 < number.end <= len(atoms)
