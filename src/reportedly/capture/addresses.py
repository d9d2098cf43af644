"""Which addresses may be fetched. Pure: nothing here looks a name up or connects."""

import ipaddress
import re
import socket
import unicodedata
from urllib.parse import SplitResult, urlsplit

from reportedly.capture.records import show_name
from reportedly.errors import InputError

LONGEST = 8_000
DEFAULT_PORTS = {"http": 80, "https": 443}
_ODD = re.compile(r"[^a-z0-9_.\x80-\U0010ffff-]|^\.|\.\.|\.$")
# A last label of digits or 0x… makes the whole host an IPv4 number to every system's resolver.
_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)", re.DOTALL)
_V4 = ipaddress.IPv4Address
_V6 = ipaddress.IPv6Address
# IANA's special-purpose registries. Python's own tables lag behind them by years.
_V4_SPECIAL = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, and the clouds' metadata services
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
    )
)
_V6_GLOBAL = ipaddress.IPv6Network("2000::/3")  # the only range given out so far
_V6_SPECIAL = tuple(
    ipaddress.IPv6Network(network)
    for network in ("2001::/23", "2001:db8::/32", "3fff::/20")  # protocols (Teredo), examples
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def parse_address(text: str, *, name: str | None = None, allow_private: bool = False) -> str:
    """The normal form of an http(s) address, without fragment; raises ``InputError``.

    Refused are other schemes, credentials, odd characters in the host, and literal private
    addresses however they are written (``127.1``, ``0x7f.1``, ``2130706433``). ``name`` is what
    the message calls it, if not by the text itself.
    """
    name = show_name(text if name is None else name)
    parts = _split(text.strip(), name)
    host = _normalise_host(parts.hostname or "", name)
    if not allow_private and _is_private_literal(host):
        raise private_address(name, host)
    shown = f"[{host}]" if ":" in host else host
    port = parts.port
    if port is not None and port != DEFAULT_PORTS[parts.scheme]:
        shown += f":{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{shown}{parts.path or '/'}{query}"


def is_public(address: str) -> bool:
    """Whether an IP address is an ordinary one on the public internet.

    IPv6 addresses that carry an IPv4 address (mapped, 6to4, NAT64) are what they carry.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, _V6):
        if ip.scope_id is not None:
            return False
        carried = _carried(ip)
        if carried is None:
            return ip in _V6_GLOBAL and not any(ip in network for network in _V6_SPECIAL)
        ip = carried
    return not any(ip in network for network in _V4_SPECIAL)


def private_address(name: str, host: str) -> InputError:
    """The error for a host that is not on the public internet."""
    message = f"{name} leads to a private or reserved network address ({show_name(host)})"
    return InputError("fetch_private_address", message, name=name)


def invalid(name: str, reason: str) -> InputError:
    """The error for an address that cannot be fetched as it is written."""
    return InputError("address_invalid", f"{name} is not an address to fetch: {reason}", name=name)


def _split(text: str, name: str) -> SplitResult:
    if len(text) > LONGEST:
        raise invalid(f"{name[:80]}…", f"longer than {LONGEST:,} characters")
    # urlsplit drops tabs and line breaks without a word; a surrogate cannot be encoded.
    if any(c.isspace() or unicodedata.category(c) in ("Cc", "Cs") for c in text):
        raise invalid(name, "it holds a space or a control character")
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where it is no number below 65,536
    except ValueError as error:
        raise invalid(name, show_name(str(error))) from None
    if parts.scheme not in DEFAULT_PORTS:
        raise invalid(name, "only http and https are fetched")
    if "@" in parts.netloc:
        raise invalid(name, "it holds credentials")
    if parts.port == 0:
        raise invalid(name, "port 0")
    return parts


def _normalise_host(host: str, name: str) -> str:
    if ":" in host:
        try:
            return str(_V6(host.replace("%", "/")))  # a scope names a local interface: refused
        except ValueError:
            raise invalid(name, "no such IPv6 address") from None
    # Full-width digits and ideographic full stops are numbers and dots to a resolver.
    host = unicodedata.normalize("NFKC", host).lower().replace("。", ".").removesuffix(".")
    if not host:
        raise invalid(name, "no host")
    if _NUMBER.fullmatch(host):
        return _parse_ipv4(host, name)
    if _ODD.search(host):
        raise invalid(name, "odd characters in the host")
    return host


def _parse_ipv4(host: str, name: str) -> str:
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        raise invalid(name, "no such IPv4 address") from None


def _is_private_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return not is_public(host)


def _carried(ip: _V6) -> _V4 | None:
    if ip in _NAT64:
        return _V4(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour
