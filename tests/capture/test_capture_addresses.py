"""Which addresses are accepted, in every spelling of a private one."""

import ipaddress
from urllib.parse import urlsplit

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.capture.addresses import is_public, parse_address
from reportedly.errors import InputError


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/A?b=C#part", "https://example.org/A?b=C"),
        ("  http://example.org:80/a ", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("http://example.org./", "http://example.org/"),
        ("http://bücher.example/straße", "http://bücher.example/straße"),
        ("http://ü.example/", "http://ü.example/"),
        ("http://ｅｘａｍｐｌｅ。org/", "http://example.org/"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
        ("http://0x5db8d822/", "http://93.184.216.34/"),
        ("http://[2606:2800:220:1::1]:443/", "http://[2606:2800:220:1::1]:443/"),
    ],
)
def test_an_address_has_one_normal_form(text: str, normal: str) -> None:
    assert parse_address(text) == normal
    assert parse_address(normal) == normal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript://example.org/%0aalert(1)",
        "http://",
        "http:///path",
        "http://user@example.org/",
        "http://user:word@example.org/",
        "http://example.org@10.0.0.1/",
        "http://example.org\\@10.0.0.1/",
        "http://exa mple.org/",
        "http://exa\nmple.org/",
        "http://example.org/\x00",
        "http://example.org/\udcff",
        "http://exam%70le.org/",
        "http://example..org/",
        "http://.example.org/",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http://example.org:port/",
        "http://1.2.3.4.5/",
        "http://256.256.256.256/",
        "http://08.8.8.8/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://example.org/" + "a" * 9_000,
    ],
)
def test_what_is_no_address_to_fetch(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_address(text)
    assert caught.value.code == "address_invalid"
    assert caught.value.message.isprintable()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "１２７.０.０.１",
        "127。0。0。1",
        "0",
        "10.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "[64:ff9b::a00:1]",
        "[2002:a00:1::]",
    ],
)
def test_a_private_literal_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_address(f"http://{host}/a")
    assert caught.value.code == "fetch_private_address"
    assert parse_address(f"http://{host}/a", allow_private=True)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),  # NAT64: how an IPv6-only network reaches 8.8.8.8
        ("2002:808:808::1", True),
        ("100.64.0.1", False),
        ("100.127.255.255", False),
        ("100.128.0.1", True),
        ("172.15.0.1", True),
        ("172.31.255.255", False),
        ("192.0.0.9", False),
        ("198.19.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("0.1.2.3", False),
        ("::ffff:192.168.1.1", False),
        ("64:ff9b::c0a8:101", False),
        ("64:ff9b:1::808:808", False),
        ("2002:c0a8:101::1", False),
        ("2001:0:808:808::1", False),  # Teredo
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("5f00::1", False),
        ("fe80::1%eth0", False),
        ("2606:2800:220:1::1%eth0", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_public_and_other_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


PRIVATE_NETWORKS = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4"),
)
PRIVATE_V4 = st.sampled_from(PRIVATE_NETWORKS).flatmap(lambda n: st.ip_addresses(network=n))


def _spell(number: int, base: str) -> str:
    return {"dec": str(number), "oct": f"0{number:o}", "hex": f"0x{number:x}"}[base]


@given(PRIVATE_V4, st.integers(1, 4), st.lists(st.sampled_from(["dec", "oct", "hex"]), min_size=4))
def test_no_spelling_of_a_private_ipv4_address_passes(
    ip: ipaddress.IPv4Address, parts: int, bases: list[str]
) -> None:
    octets = list(ip.packed)
    numbers = [*octets[: parts - 1], int.from_bytes(octets[parts - 1 :], "big")]
    host = ".".join(_spell(n, base) for n, base in zip(numbers, bases, strict=False))
    with pytest.raises(InputError) as caught:
        parse_address(f"http://{host}/")
    assert caught.value.code == "fetch_private_address"


@given(PRIVATE_V4, st.sampled_from([0xFFFF << 32, 0x64FF9B << 96]))
def test_no_ipv6_form_of_a_private_ipv4_address_is_public(
    ip: ipaddress.IPv4Address, prefix: int
) -> None:
    assert not is_public(str(ipaddress.IPv6Address(prefix | int(ip))))
    assert not is_public(str(ipaddress.IPv6Address((0x2002 << 112) | (int(ip) << 80))))


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_an_input_error(tail: str) -> None:
    try:
        address = parse_address("http://" + tail)
        url = httpx2.URL(address)
    except InputError:
        return
    except httpx2.InvalidURL:
        return  # not encodable as a domain name: fetching says address_invalid
    # Both parsers must see the same host, or what was checked is not what is asked for.
    assert not url.userinfo
    if address.isascii():
        assert url.host == urlsplit(address).hostname
