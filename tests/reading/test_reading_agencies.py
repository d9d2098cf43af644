import pytest

from reportedly.reading.agencies import find_agency


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("AP", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("(Yonhap)", "Yonhap"),
        ("ТАСС", "TASS"),
        ("reuters", "Reuters"),
        ("Agence  France-Presse", "Agence France-Presse"),
    ],
)
def test_forms(printed: str, agency: str) -> None:
    assert find_agency(printed) == agency


@pytest.mark.parametrize("printed", ["ap", "Pa", "the ministry", "", "AP photo"])
def test_what_is_no_agency(printed: str) -> None:
    assert find_agency(printed) is None
