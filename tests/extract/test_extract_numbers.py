import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.numbers import LARGEST, TENS, UNITS, Number, read_number

SMALL = {value: word for word, value in UNITS.items()}
ROUND = {value: word for word, value in TENS.items()}


def spell(n: int) -> list[str]:
    """Words of a number below 10,000, hyphens apart, with the British "and"."""
    if n in SMALL:
        return [SMALL[n]]
    if n < 100:
        tens = [ROUND[n // 10 * 10]]
        return [*tens, "-", SMALL[n % 10]] if n % 10 else tens
    size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    rest = n % size
    head = [*spell(n // size), name]
    return head if not rest else [*head, *(["and"] if rest < 100 else []), *spell(rest)]


@pytest.mark.parametrize(
    ("printed", "value", "words"),
    [
        ("7", 7, 1),
        ("1,000 men", 1000, 1),
        ("12,345,678", 12345678, 1),
        ("0.5", 0.5, 1),
        ("1,234.5", 1234.5, 1),
        ("3.0", 3, 1),
        ("4.5 million shells", 4_500_000, 2),
        ("20 billion", 20_000_000_000, 2),
        ("20 bn", 20_000_000_000, 2),
        ("6 k", 6000, 2),
        ("five", 5, 1),
        ("Five", 5, 1),
        ("thirty - five men", 35, 3),
        ("two hundred and fifty", 250, 4),
        ("two thousand three hundred", 2300, 4),
        ("twelve thousand", 12000, 2),
        ("three million", 3_000_000, 2),
        ("one hundred thousand", 100_000, 3),
        ("a dozen", 12, 2),
        ("two dozen", 24, 2),
        ("a hundred", 100, 2),
        ("a million", 1_000_000, 2),
        ("one", 1, 1),
        ("two three", 2, 1),
        ("eleven five", 11, 1),
        ("five and six", 5, 1),
        ("twenty - eleven", 20, 1),
        ("hundred and one", None, 0),
        ("a man", None, 0),
        ("million", None, 0),
        ("and", None, 0),
        ("1,00", None, 0),
        ("12a", None, 0),
        ("-5", None, 0),
        ("", None, 0),
    ],
)
def test_numbers_as_printed(printed: str, value: float | None, words: int) -> None:
    number = read_number(printed.split())
    assert (number.value, number.words) == (value, words) if number else (value, words) == (None, 0)


@pytest.mark.parametrize("printed", ["9" * 400, "9" * 16, "1000000 trillion", "999,999,999 bn"])
def test_out_of_range_is_a_number_without_value(printed: str) -> None:
    number = read_number(printed.split())
    assert number is not None
    assert number.value is None


def test_nothing_is_no_number() -> None:
    assert read_number([]) is None


def test_a_scale_is_kept_for_ranges() -> None:
    assert read_number(["6", "million"]) == Number(6_000_000, 2, 10**6)


@given(st.integers(0, LARGEST))
def test_digits_read_back(n: int) -> None:
    printed = f"{n:,}"
    number = read_number([printed])
    if len(str(n)) > 15:
        assert number == Number(None, 1)
    else:
        assert number == Number(n, 1)


@given(st.integers(1, 9999))
def test_number_words_read_back(n: int) -> None:
    words = spell(n)
    assert read_number([*words, "men"]) == Number(n, len(words))


@given(
    st.lists(st.sampled_from([*UNITS, *TENS, "hundred", "thousand", "and", "-", "a", "dozen", "5"]))
)
def test_no_row_of_words_raises(words: list[str]) -> None:
    number = read_number(words)
    assert number is None or 0 < number.words <= len(words)
