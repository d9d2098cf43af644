import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.knowledge import (
    fold_name,
    list_places,
    load_areas,
    load_countries,
    load_country_places,
)
from reportedly.knowledge.tables import read_table

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "reportedly" / "knowledge" / "data"
MADE = ("places.tsv.gz", "place_names.tsv.gz", "countries.tsv", "regions.tsv")
PRECISIONS = {"site", "town", "region", "sea"}


def _on_the_globe(row: dict[str, str]) -> bool:
    return -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180


def test_towns_stand_in_countries_of_the_list_on_the_globe() -> None:
    known = {row["iso"] for row in read_table("countries.tsv")}
    rows = read_table("places.tsv.gz")
    keys = [int(row["geonameid"]) for row in rows]
    assert len(rows) > 70_000
    assert {row["country"] for row in rows} <= known
    assert keys == sorted(set(keys))
    assert all(_on_the_globe(row) and int(row["size"]) >= 0 for row in rows)


def test_names_are_folded_and_in_order() -> None:
    rows = read_table("place_names.tsv.gz")
    forms = [row["form"] for row in rows]
    keys = {row["geonameid"] for row in read_table("places.tsv.gz")}
    assert forms == sorted(set(forms))
    assert all(fold_name(form) == form for form in forms)
    named = {k for r in rows for cell in (r["towns"], r["others"]) for k in cell.split(",") if k}
    assert named == keys


@pytest.mark.parametrize("table", ["areas.tsv", "regions.tsv"])
def test_areas_stand_on_the_globe_in_known_countries(table: str) -> None:
    known = {row["iso"] for row in read_table("countries.tsv")}
    for row in read_table(table):
        assert _on_the_globe(row), row
        assert row["country"] in known | {""}, row
        assert row.get("precision", "region") in PRECISIONS, row


def test_short_forms_lead_to_regions() -> None:
    codes = {row["code"] for row in read_table("regions.tsv")}
    assert {row["code"] for row in read_table("region_forms.tsv")} <= codes


def test_every_country_that_the_story_needs_has_a_point() -> None:
    places = load_country_places()
    assert {c.iso for c in load_countries().values()} == places.keys()
    assert sum(p.lat is None for p in places.values()) < 12
    assert all(places[iso].lat is not None for iso in ("RU", "UA", "KP", "YE", "SY", "PS", "XK"))


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Sea of Okhotsk", None, "sea"),
        ("Bab el-Mandeb", None, "sea"),
        ("Donbas", "UA", "region"),
        ("Kursk", "RU", "region"),
        ("Golan Heights", "SY", "region"),
        ("Gaza Strip", "PS", "region"),
        ("Darfur", "SD", "region"),
        ("Ore.", "US", "region"),
        ("Middle East", None, "region"),
        ("Kremlin", "RU", "site"),
    ],
)
def test_areas(name: str, country: str | None, precision: str) -> None:
    place = load_areas()[name][0]
    assert (place.country, place.precision) == (country, precision)
    assert place.lat is not None


@pytest.mark.parametrize("name", ["pyongyang", "Pyongyang", "PYONGYANG", "P’yŏngyang"])
def test_a_town_is_found_in_any_case(name: str) -> None:
    assert [t.country for t in list_places(name)] == ["KP"]


def test_towns_come_by_main_name_and_size() -> None:
    paris = list_places("Paris")
    assert (paris[0].country, paris[0].main) == ("FR", True)
    assert len({t.country for t in paris}) > 1
    assert [t.name for t in list_places("Rason")] == ["Rajin"]
    assert not list_places("Rason")[0].main


@given(st.text(max_size=60))
def test_any_words_are_looked_up(words: str) -> None:
    assert all(place.precision == "town" for place in list_places(words))
    assert fold_name(fold_name(words)) == fold_name(words)


@pytest.mark.slow
def test_the_script_makes_the_committed_files_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("countryinfo", "iso3166_2"):
        pytest.importorskip(module)
    spec = importlib.util.spec_from_file_location("build", ROOT / "scripts" / "build_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "DATA", tmp_path)
    script.main()
    for name in MADE:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name
