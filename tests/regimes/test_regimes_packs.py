from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.model import Pack, Requirement
from reportedly.regimes import find_pack, list_installed, load_pack, packs


def test_a_pack_holds_what_its_files_say(lake: Pack) -> None:
    assert (lake.id, lake.version, lake.title) == ("un-lake", 2, "Lake measures")
    assert [p.key for p in lake.provisions] == ["11-3", "11-4", "11-5", "12-2", "12-3", "12-9"]
    arms = lake.get("11-3")
    assert [e.name for e in arms.elements] == ["act", "actor", "object", "recipient"]
    assert arms.elements[2].test == Requirement("kind", ("tanks", "artillery"))
    assert [e.wording for e in arms.exemptions] == [
        "what is for flood relief", "what the committee allows",
    ]  # fmt: skip
    assert lake.get("12-2").supersedes == ("11-5",)
    assert not lake.get("12-9").is_assessed
    assert [c.name for c in lake.cases] == ["tanks", "weapons"]


def test_the_edition_covers_the_data_and_not_the_cases(folder: Path, lake: Pack) -> None:
    (folder / "cases.yml").unlink()
    assert load_pack(folder).digest == lake.digest
    edit(folder, "provisions/arms.yml", "gives weapons", "gives any weapons")
    assert load_pack(folder).digest != lake.digest
    assert load_pack(folder).edition.startswith("un-lake/2 (")


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


ARMS, GOODS, HEAD = "provisions/arms.yml", "provisions/goods.yml", "regime.yml"
BROKEN = {
    "an unknown predicate": (
        ARMS, "{country: [TD]}\n- key", "{flag: [TD]}\n- key",
        "provisions/arms.yml, line 19: 11-3.recipient: unknown predicate 'flag'",
    ),
    "an unknown kind": (ARMS, "[tanks, artillery]", "[tankz]", "'tankz' is not known here"),
    "an unknown act": (ARMS, "{act: [transfer]}", "{act: [give]}", "'give' is not known here"),
    "an unknown country": (ARMS, "not_country: [TD]", "not_country: [ZZ]", "'ZZ' is not known"),
    "an unknown term": (ARMS, "says: relief", "says: mercy", "'mercy' is not known here"),
    "two tests in one": (ARMS, "{country: [TD]}\n- key", "{country: [TD], kind: [tanks]}\n- key",
                         "a test has exactly one key"),
    "no act": (ARMS, "    act: {act: [transfer]}\n", "", "'act' is missing"),
    "no reference": (ARMS, "  reference: the text itself\n", "",
                     "provisions/arms.yml, line 1: provision 1: 'reference' is missing"),
    "an unknown key": (ARMS, "  number: read", "  nummer: read", "there is no key 'nummer'"),
    "an unknown force": (ARMS, "force: mandatory", "force: strict", "'strict' is none of"),
    "nobody bound": (ARMS, "[member_states]", "[everybody]", "'everybody' is nobody known"),
    "an unknown resolution": (ARMS, 'resolution: "11"', 'resolution: "13"',
                              "there is no resolution '13'"),
    "a paragraph too many": (ARMS, 'paragraph: "4"', 'paragraph: "10(b)"',
                             "L/RES/11 has 9 paragraphs, not 10"),
    "no day": (ARMS, "from: 2010-03-01", "from: March 2010", "'March 2010' is no day"),
    "before its resolution": (ARMS, "from: 2010-03-01", "from: 2009-03-01", "before L/RES/11"),
    "an end before the beginning": (GOODS, "until: 2015-02-28", "until: 2009-02-28",
                                    "ends before it begins"),
    "one key twice": (ARMS, "key: 11-4", "key: 11-3", "a provision above has this key"),
    "a stranger superseded": (GOODS, "[11-5]", "[11-6]", "there is no provision '11-6'"),
    "overlapping validity": (GOODS, "until: 2015-02-28", "until: 2015-03-01",
                             "overlapping validity: 11-5 is in force until 2015-03-01"),
    "superseded without an end": (GOODS, "  until: 2015-02-28\n", "",
                                  "11-5 was superseded and has no `until`"),
    "a condition twice": (ARMS, "name: wages", "name: object", "'object' is taken"),
    "no number": (GOODS, "over: 1000", "over: many", "must be a number"),
    "another format": (HEAD, "regime/1", "regime/2", "is not 'reportedly.regime/1'"),
    "no nexus": (HEAD, "{countries: [TD], parties: [ferry]}", "{}", "needs countries or parties"),
    "a kind of nothing": (HEAD, "parents: [minerals]", "parents: [mud]", "there is no kind 'mud'"),
    "an alias": (HEAD, "title: Lake measures", "title: &a Lake measures", "line 4: anchors and"),
    "an object": (HEAD, "title: Lake measures", "title: !!python/name:os.system",
                  "tags are not taken"),
    "half a file": (ARMS, "elements:\n    act: {act: [transfer]}", "elements: {", "not valid YAML"),
    "words that are not there": ("cases.yml", "decisive: weapons", "decisive: guns",
                                 "the decisive words do not stand in the text"),
    "a case of nothing": ("cases.yml", "provision: 11-3", "provision: 11-9",
                          "there is no provision '11-9'"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "rule"), BROKEN.values(), ids=BROKEN)
def test_a_broken_pack_is_refused_with_file_and_rule(
    folder: Path, name: str, old: str, new: str, rule: str
) -> None:
    edit(folder, name, old, new)
    with pytest.raises(UsageError) as error:
        load_pack(folder, cases=True)
    assert error.value.code == "pack_invalid"
    assert error.value.message.startswith(name)
    assert rule in error.value.message


def test_a_cycle_is_refused(folder: Path) -> None:
    path = folder / GOODS
    lines = [
        line for line in path.read_text().split("\n")
        if not line.startswith(("  from:", "  until:"))
    ]  # fmt: skip
    path.write_text("\n".join(lines))
    edit(folder, GOODS, "  supersedes: [11-5]\n", "  supersedes: [11-5]\n  until: 2016-01-01\n")
    edit(folder, GOODS, "  force: mandatory\n",
         "  force: mandatory\n  supersedes: [12-2]\n  until: 2016-01-01\n")  # fmt: skip
    with pytest.raises(UsageError, match=r"goods\.yml, line \d+: .*a cycle in supersedes: .* → "):
        load_pack(folder)


@pytest.mark.parametrize("name", [HEAD, "provisions"])
def test_a_pack_lacks_nothing(folder: Path, name: str) -> None:
    (folder / name).rename(folder / "elsewhere")
    with pytest.raises(UsageError, match="there is no"):
        load_pack(folder)


def test_bytes_that_are_no_text_are_refused(folder: Path) -> None:
    (folder / HEAD).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"regime\.yml: cannot be read as UTF-8"):
        load_pack(folder)


def test_a_pack_is_found_by_folder_and_by_name(folder: Path) -> None:
    assert find_pack(str(folder)).id == "un-lake"
    with pytest.raises(UsageError, match="there is no pack 'un-sea'") as error:
        find_pack("un-sea")
    assert error.value.code == "no_pack"


def test_an_installed_package_brings_a_pack(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "__init__.py").write_text("")
    folder.rename(tmp_path / "lakepack")
    monkeypatch.syspath_prepend(str(tmp_path))
    point = EntryPoint("un-lake", "lakepack", packs.GROUP)
    monkeypatch.setattr(packs, "entry_points", lambda group: [point])
    assert list(list_installed()) == ["un-lake"]
    assert find_pack("un-lake").version == 2
