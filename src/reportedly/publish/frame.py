"""What every page shares: its policy, its templates, and the header of an article."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined

from reportedly.model import Capture, Document, DocumentKind
from reportedly.publish.traces import stated_fields, stated_target
from reportedly.publish.wording import plain, stated_basis

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_KINDS: Mapping[DocumentKind, str] = {
    "report": "report",
    "digest": "digest: our own wording of what the publisher reported",
    "post": "post",
    "manual": "entered by hand",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One line of an article's header: a stated value, what says so, and a link to the words."""

    label: str
    value: str
    basis: str = ""
    target: str = ""
    href: str = ""


def content_policy(style: str, script: str = "") -> str:
    """A policy under which this style and this script run, and nothing is loaded from anywhere."""
    scripts = f"'{_digest(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src '{_digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def load_asset(name: str) -> str:
    """One of the package's own templates, styles or scripts."""
    folder = files("reportedly.publish") / "templates"
    # The hash in the policy is taken of what the browser sees, and it sees LF only.
    return (folder / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def make_environment() -> Environment:
    """Templates that escape everything and refuse names they do not know."""
    return Environment(
        loader=FunctionLoader(load_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page_language(document: Document) -> str:
    """The document's language where it may stand in an attribute, else nothing."""
    value = document.language.value or ""
    return value if _LANGUAGE.fullmatch(value) else ""


def header_fields(
    document: Document, capture: Capture | None, linked: frozenset[str] = frozenset()
) -> tuple[Field, ...]:
    """What is stated about an article; ``linked`` are the elements of its text on the page."""
    shown = []
    for name, stated in stated_fields(document):
        optional = name in ("author", "agency", "address")
        if name == "title" or (optional and stated.value is None):
            continue
        value = document.shown_publisher if name == "publisher" else stated.value
        basis = stated_basis(stated)
        if stated.exact and stated.exact != stated.value:
            basis += f" (“{plain(stated.exact)}”)"
        target = stated_target(document.id, name)
        shown.append(
            Field(
                name,
                plain(value or "not stated"),
                plain(basis),
                target if target in linked else "",
                web_address(value) if name == "address" else "",
            )
        )
    return (*shown, *_technical(document, capture))


def _technical(document: Document, capture: Capture | None) -> tuple[Field, ...]:
    fields = [Field("text", f"SHA-256 {document.text_hash}", f"read by {plain(document.reader)}")]
    if document.kind != "report":
        fields.insert(0, Field("kind", _KINDS[document.kind]))
    if capture:
        name = f"{plain(capture.name)}, {plain(capture.fetched_at)}"
        fields.append(Field("captured", name, f"bytes SHA-256 {capture.sha256}"))
    return tuple(fields)


def web_address(address: str | None) -> str:
    """The address as a link where it is one of the web; anything else is only shown."""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""
