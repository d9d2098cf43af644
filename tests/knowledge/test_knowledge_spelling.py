"""Spellings of one name agree; names that only look alike do not."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.knowledge import normal_name, same_spelling, spelling
from reportedly.knowledge.tables import read_table

NAMES = st.one_of(st.text(max_size=30), st.text(alphabet="aeijkhxyzYsIgA'’-. éłĭ", max_size=20))


def test_the_examples_hold() -> None:
    assert doctest.testmod(spelling).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Shoigu", "Sergey Shoygu"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Zelenskiy", "Zelenskyi"),
        ("Dmitry Medvedev", "Dmitriy Medvedev"),
        ("Alexei Navalny", "Aleksey Navalnyy"),
        ("Yevgeny Prigozhin", "Evgeny Prigozhin"),
        ("Mikhail Mishustin", "Mihail Mishustin"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Lee Jong-seok", "Lee Jongseok"),
        ("Nikolai Patrushev", "Nikolay Patrushev"),
        ("Valentina Matviyenko", "Valentina Matvienko"),
        ("Andrii Sybiha", "Andriy Sybiha"),
        ("Serhii Shaptala", "Serhiy Shaptala"),
        ("Volker Türk", "VOLKER TURK"),
        ("Muhammad Ali", "Mohammed Ali"),
        ("Alexander Lukashenko", "Aleksandr Lukashenko"),
        ("Khalid", "Khaled"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert same_spelling(one, other)
    assert same_spelling(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong Un", "Kim Yo Jong"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Kim Jong Chol", "Kim Yong Chol"),
        ("Andrei", "Andrea"),
        ("Zelensky", "Zelenska"),
        ("Vladimir", "Volodymyr"),
        ("Sergei", "Serhii"),
        ("Dmitry", "Dmytro"),
        ("Mikhail", "Mykhailo"),
        ("Alexander", "Alexandra"),
        ("Oleksandr", "Aleksandr"),
        ("Li Qiang", "Li Keqiang"),
        ("Shoigu", "Sergei Shoigu"),
        ("", ""),
        ("-", "’"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not same_spelling(one, other)


@given(NAMES)
def test_a_normal_name_stays_as_it_is(name: str) -> None:
    assert normal_name(normal_name(name)) == normal_name(name)


@given(NAMES, NAMES)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert same_spelling(one, other) == same_spelling(other, one)


@given(NAMES)
def test_case_and_hyphens_do_not_matter(name: str) -> None:
    assert normal_name(name.replace(" ", "-")) == normal_name(name.replace("-", " "))


def test_a_spelling_stands_in_one_row() -> None:
    owners: dict[str, str] = {}
    for row in read_table("name_variants.tsv"):
        first, *others = row["spellings"].split("|")
        assert others
        for spelt in (first, *others):
            assert owners.setdefault(normal_name(spelt), first) == first
            assert normal_name(spelt) == normal_name(first), spelt
