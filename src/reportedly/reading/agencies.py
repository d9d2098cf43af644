"""News agencies: which printed forms stand for which agency (``publishers.tsv``)."""

from functools import cache

from reportedly.knowledge import load_publishers


@cache
def _forms() -> dict[str, str]:
    return {
        _key(form): agency.name
        for agency in load_publishers()
        if agency.is_agency
        for form in (agency.name, *agency.forms, *agency.domains)
    }


def find_agency(printed: str) -> str | None:
    """The agency that ``printed`` stands for, or None: the whole string has to be a known form."""
    return _forms().get(_key(printed))


def _key(printed: str) -> str:
    """Capitals count in short forms (AP is an agency, "ap" is not), and in them only."""
    bare = " ".join(printed.split()).strip(" .,;:/()[]")
    return bare if len(bare) <= 4 else bare.casefold()
