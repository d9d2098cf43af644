import pytest

from reportedly.knowledge import find_country, load_countries
from reportedly.knowledge.tables import read_table


@pytest.mark.parametrize(
    ("form", "iso", "use"),
    [
        ("Russia", "RU", "name"),
        ("the United States", "US", "name"),
        ("U.S.", "US", "name"),
        ("US", "US", "name"),
        ("Russia's", "RU", "name"),
        ("Russia’s", "RU", "name"),
        ("North Korean", "KP", "adjective"),
        ("Moscow", "RU", "metonym"),
        ("the Kremlin", "RU", "metonym"),
    ],
)
def test_forms_of_countries(form: str, iso: str, use: str) -> None:
    country = find_country(form)
    assert country is not None
    assert (country.iso, country.use) == (iso, use)


@pytest.mark.parametrize("form", ["us", "Korea n", "", "the", "'s", "Narnia"])
def test_what_is_no_country(form: str) -> None:
    assert find_country(form) is None


def test_every_form_leads_to_a_country_of_the_list() -> None:
    known = {row["iso"] for row in read_table("countries.tsv")}
    assert {row["iso"] for row in read_table("country_forms.tsv")} <= known
    assert {country.iso for country in load_countries().values()} == known
