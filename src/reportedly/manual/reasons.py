"""Why cells and rows are refused, as a person should read it."""

from typing import Final

REASONS: Final[dict[str, str]] = {
    "ambiguous_comma": "a comma that may part thousands or decimals: set `decimal`",
    "ambiguous_date": "day and month could be either: set `dates`",
    "ambiguous_point": "a point that may part thousands or decimals: set `decimal`",
    "ambiguous_scale": "“m” may be million or metres",
    "bound_not_plain": "a bound must be a plain number",
    "cell_too_long": "the cell is longer than the limit",
    "coordinates_unreadable": "no latitude and longitude in degrees",
    "country_unknown": "no country by that code or name",
    "error_value": "the cell shows an error of the spreadsheet",
    "formula_without_value": "a formula that was never computed: open and save the workbook",
    "hedge_unknown": "the words set no bound that is known",
    "impossible_date": "there is no such day",
    "key_missing": "the cell that names the row is empty",
    "key_repeated": "an earlier row has the same key",
    "label": "the digits are a label, not a count",
    "lone_surrogate": "half a character",
    "measure_unknown": "no measure by that name: translate it with `values`",
    "no_date": "there is no date in it",
    "no_number": "there is no number in it",
    "no_whole_day": "a day of publication must be a whole day",
    "nothing_claimed": "neither a figure nor a quote",
    "number_out_of_range": "the number is too large",
    "part_of_a_longer_word": "the digits belong to a word",
    "place_unknown": "several places or none by that name: set `precision` or `country`",
    "quotation_mark_misplaced": "a quotation mark in the middle of a cell",
    "quotation_mark_open": "a quotation mark is opened and never closed",
    "several_numbers": "more than one number",
    "term_unknown": "none of the terms for this: translate it with `values`",
    "too_many_columns": "more columns than the limit",
    "too_many_rows": "more rows than the limit: the rest is not read",
    "upside_down_range": "the lower bound is above the upper one",
    "weekday_contradicts": "the day falls on another weekday",
    "words_beside_date": "words beside the date that are not understood",
    "words_beside_number": "words beside the number that are not understood",
}


def explain(reason: str) -> str:
    """A reason in plain words; one that is not listed as it is."""
    return REASONS.get(reason, reason.replace("_", " "))
