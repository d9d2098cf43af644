import importlib.util
from pathlib import Path

import pytest

from reportedly.knowledge import find_country, find_town, load_countries
from reportedly.knowledge.tables import read_table

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "reportedly" / "knowledge" / "data"


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


def test_towns_stand_in_countries_of_the_list_on_the_globe() -> None:
    known = {row["iso"] for row in read_table("countries.tsv")}
    rows = read_table("places.tsv.gz")
    assert len(rows) > 30_000
    assert {row["country"] for row in rows} <= known
    assert len({row["geonameid"] for row in rows}) == len(rows)
    assert all(-90 <= float(r["lat"]) <= 90 and -180 <= float(r["lon"]) <= 180 for r in rows)
    assert all(int(row["size"]) >= 0 for row in rows)


def test_the_largest_town_wins_unless_a_country_is_preferred() -> None:
    paris, texan = find_town("Paris"), find_town("Paris", frozenset({"US"}))
    assert paris is not None
    assert texan is not None
    assert (paris.country, texan.country) == ("FR", "US")
    assert find_town("Paris", frozenset({"KP"})) == paris


@pytest.mark.parametrize("name", ["pyongyang", "Pyongyang's", "PYONGYANG"])
def test_a_town_is_found_in_any_case(name: str) -> None:
    town = find_town(name)
    assert town is not None
    assert (town.name, town.country) == ("Pyongyang", "KP")


def test_an_unknown_town_is_none() -> None:
    assert find_town("Zzyrgorodok") is None
    assert find_town("") is None


@pytest.mark.slow
def test_the_script_makes_the_committed_files_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("build", ROOT / "scripts" / "build_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "DATA", tmp_path)
    script.main()
    for name in ("places.tsv.gz", "countries.tsv"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name
