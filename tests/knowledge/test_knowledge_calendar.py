import calendar
import re

from reportedly.knowledge.calendar import (
    MONTH,
    MONTHS,
    WEEKDAYS,
    load_calendar,
    load_holidays,
    load_numbers,
)


def test_months_and_weekdays_are_those_of_the_calendar() -> None:
    for n in range(1, 13):
        assert MONTHS[calendar.month_name[n].lower()] == n
        assert MONTHS[calendar.month_abbr[n].lower()] == n
    for n in range(7):
        assert WEEKDAYS[calendar.day_name[n].lower()] == n + 1
        assert WEEKDAYS[calendar.day_abbr[n].lower()] == n + 1


def test_the_pattern_takes_the_longest_name() -> None:
    for name in MONTHS:
        match = re.match(MONTH, name + " 3")
        assert match
        assert match[0] == name


def test_every_word_is_in_lower_case_and_stands_once_in_its_kind() -> None:
    for kind in ("month", "month_short", "weekday", "season", "unit", "which", "part", "bound"):
        assert load_calendar(kind)
        assert all(word == word.lower() for word in load_calendar(kind))
    assert load_numbers("ordinal")["thirtieth"] == 30


def test_named_days_have_rules() -> None:
    assert load_holidays()[("christmas",)] == "12-25"
    assert load_holidays()[("new", "year", "'", "s", "eve")] == "12-31"
