"""How a provision is cited: resolution, paragraph, and whether the number was only recalled."""

from typing import Final

from reportedly.model import Pack, Provision

RECALLED: Final = "paragraph number recalled, not read"


def cite(pack: Pack, provision: Provision) -> str:
    """A provision as cited: "S/RES/2397 (2017), paragraph 8"; a recalled number is marked."""
    title = next(r.title for r in pack.resolutions if r.key == provision.resolution)
    number = provision.paragraph
    paragraph = f"paragraph {number}" if number[:1].isdigit() else number
    mark = f" ({RECALLED})" if provision.number == "recalled" else ""
    return f"{title}, {paragraph}{mark}"
