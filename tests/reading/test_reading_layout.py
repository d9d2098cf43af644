import pytest

from reportedly.reading.layout import is_byline, is_date_line, match_dateline


@pytest.mark.parametrize(
    "printed",
    [
        "By Ida Lind",
        "By IDA LIND and JO VAN DER MEER, Associated Press",
        "Reporting by Ida Lind; Editing by Jo Meer",
        "By Our Correspondent in Seoul",
    ],
)
def test_bylines(printed: str) -> None:
    assert is_byline(printed)


@pytest.mark.parametrize(
    "printed", ["By the time they came, all was over", "By noon", "Bypass opens", "By", "By Ida …"]
)
def test_what_is_no_byline(printed: str) -> None:
    assert not is_byline(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "June 18, 2025",
        "Wednesday, 18 June 2025",
        "Published: 2025-06-18 15:23:05",
        "Posted on June 18, 2025 at 10:30 a.m. EST",
        "Updated June 19, 2025",
        "18 June 2025, 19:05",
        "Published June 18, 2025 | Updated June 19, 2025",
    ],
)
def test_date_lines(printed: str) -> None:
    assert is_date_line(printed)


def test_a_sentence_that_begins_with_a_day_is_no_date_line() -> None:
    assert not is_date_line("June 18, 2025 was the day on which the train came back.")


@pytest.mark.parametrize(
    ("printed", "head"),
    [
        ("SEOUL, April 30 (Yonhap) -- The agency said", "SEOUL, April 30 (Yonhap) -- "),
        ("SEOUL, South Korea (AP) — The agency said", "SEOUL, South Korea (AP) — "),
        ("MOSCOW, June 17. /TASS/. The train came", "MOSCOW, June 17. /TASS/. "),
        ("Pyongyang, June 18 (KCNA) -- The guest left", "Pyongyang, June 18 (KCNA) -- "),
        ("Kyiv, April 30, 2025, UNN. The agency said", "Kyiv, April 30, 2025, UNN. "),
        ("UNITED NATIONS — The council met", "UNITED NATIONS — "),
        ("KYIV/SEOUL, 18 June 2025 (Reuters) - They met", "KYIV/SEOUL, 18 June 2025 (Reuters) - "),
        ("(AFP) - The council met", "(AFP) - "),
    ],
)
def test_datelines(printed: str, head: str) -> None:
    match = match_dateline(printed)
    assert match is not None
    assert match[0] == head


@pytest.mark.parametrize(
    "printed",
    [
        "In Seoul, April 30, 2025, Kim. Jong said so.",
        "NATO — the alliance of the West — said so.",
        "The minister — a lawyer by training — said so.",
        "Kim Jong Un (right) - the leader - said so.",
        "NATO said on Tuesday that it would meet.",
        "Seoul has asked for talks.",
        "SEOUL —",
    ],
)
def test_what_opens_with_no_dateline(printed: str) -> None:
    assert match_dateline(printed) is None
