"""What a site's robots.txt (RFC 9309) says about an address. Pure: fetching is ``fetch``'s."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.capture.records import PRODUCT

if TYPE_CHECKING:
    from protego import Protego

MAX_BYTES = 500_000  # the size up to which RFC 9309 wants it read
_AGENT_LINE = re.compile(r"\s*user[- ]?agents?\b", re.IGNORECASE)
_AGENTS_IN_A_ROW = 20


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules. Without a parser everything is allowed, unless ``unknown`` says why not."""

    parser: "Protego | None" = None
    unknown: str | None = None

    def allows(self, address: str, user_agent: str) -> bool:
        """Whether this user agent may fetch the address."""
        return self.parser is None or self.parser.can_fetch(address, product_of(user_agent))


def parse_rules(body: bytes) -> Rules:
    """The rules in a robots.txt; lines that make no sense are ignored, as the standard asks."""
    from protego import Protego  # only needed once something is fetched

    text = body.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return Rules(parser=Protego.parse(_thin(text)))


def robots_address(address: str) -> str:
    """Where the robots.txt for an address lies; also the key under which its rules are kept."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def product_of(user_agent: str) -> str:
    """The product token: matching the whole header would match words of the contact, too."""
    words = user_agent.split("/")[0].split()
    return words[0] if words else PRODUCT


def _thin(text: str) -> str:
    """Cut long rows of user-agent lines.

    The parser stores each rule once per agent of its group: half a megabyte of agents and rules
    would otherwise fill gigabytes.
    """
    kept, row = [], 0
    for line in text.splitlines():
        if _AGENT_LINE.match(line):
            row += 1
        elif line.strip() and not line.lstrip().startswith("#"):
            row = 0
        if row <= _AGENTS_IN_A_ROW:
            kept.append(line)
    return "\n".join(kept)
