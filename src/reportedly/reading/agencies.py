"""News agencies: which printed forms stand for which agency (data in ``agencies.tsv``)."""

from functools import cache
from importlib.resources import files


@cache
def _forms() -> dict[str, str]:
    table = files("reportedly.reading").joinpath("agencies.tsv").read_text(encoding="utf-8")
    forms: dict[str, str] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            name, _, printed = line.partition("\t")
            forms.update({_key(form): name for form in (name, *printed.split("|"))})
    return forms


def find_agency(printed: str) -> str | None:
    """The agency that ``printed`` stands for, or None: the whole string has to be a known form."""
    return _forms().get(_key(printed))


def _key(printed: str) -> str:
    """Capitals count in short forms (AP is an agency, "ap" is not), and in them only."""
    bare = " ".join(printed.split()).strip(" .,;:/()[]")
    return bare if len(bare) <= 4 else bare.casefold()
