import pytest

from reportedly.model import Stated
from reportedly.reading.candidates import settle
from reportedly.reading.metadata import find_metadata
from reportedly.reading.page import parse_page


def _stated(head: str, body: str = "", lang: str = "") -> dict[str, Stated]:
    root = parse_page(f"<html {lang}><head>{head}</head><body>{body}<p>x</p></body></html>")
    return dict(settle(find_metadata(root), {}).chosen)


def _ld(content: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle",{content}}}</script>'


@pytest.mark.parametrize(
    ("head", "body", "where"),
    [
        (
            _ld('"datePublished":"2025-06-18T23:30:00-05:00"')
            + "<meta name=date content=2025-06-13>",
            "",
            "JSON-LD datePublished",
        ),
        ("<meta property='article:published_time' content='2025-06-18'>", "", "published_time"),
        ("<meta name='parsely-pub-date' content='2025-06-18T10:00:00Z'>", "", "parsely"),
        ("<meta name='DC.date' content='18 June 2025'>", "", "dc.date"),
        ("<meta itemprop='datePublished' content='2025-06-18'>", "", "datepublished"),
        ("", "<article><header><time datetime='2025-06-18'>x</time></header></article>", "time"),
        ("", "<span itemprop='datePublished'>June 18, 2025</span>", "itemprop"),
        ("", "<time class='entry-date published' datetime='2025-06-18'>x</time>", "time"),
    ],
)
def test_day_of_publication(head: str, body: str, where: str) -> None:
    published = _stated(head, body)["published"]
    assert published.value == "2025-06-18"
    assert published.basis == "markup"
    assert where in published.where
    assert published.exact


@pytest.mark.parametrize(
    "body",
    [
        "<aside><time datetime='2025-06-18'>x</time></aside>",
        "<article><p>On <time datetime='2025-06-18'>Wednesday</time> it rained.</p></article>",
        "<article><time class='updated' datetime='2025-06-18'>x</time></article>",
        "<footer><time datetime='2025-06-18'>x</time></footer>",
    ],
)
def test_times_that_do_not_date_the_article(body: str) -> None:
    assert _stated("", body)["published"].value is None


@pytest.mark.parametrize("printed", ["06/07/2025", "0000-00-00", "99999-01-01", "soon"])
def test_a_day_that_cannot_be_read_is_an_absence_that_quotes_it(printed: str) -> None:
    published = _stated(_ld(f'"datePublished":"{printed}"'))["published"]
    assert published.value is None
    assert printed in published.where


def test_the_modification_is_no_publication() -> None:
    head = _ld('"dateModified":"2025-06-19"')
    head += "<meta property='article:modified_time' content='2025-06-19'>"
    assert _stated(head)["published"].value is None


def test_an_agency_among_the_authors() -> None:
    stated = _stated(
        _ld('"author":[{"@type":"Person","name":"A B"},{"@type":"Organization","name":"Reuters"}]')
    )
    assert stated["author"].value == "A B"
    assert (stated["agency"].value, stated["agency"].exact) == ("Reuters", "Reuters")


def test_the_publisher_is_no_author() -> None:
    stated = _stated(
        _ld('"author":{"@type":"NewsMediaOrganization","name":"Post"},"publisher":{"name":"Post"}')
    )
    assert stated["author"].value is None
    assert stated["publisher"].value == "Post"


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel=canonical href='https://x.example/a'>", "https://x.example/a"),
        ("<meta property='og:url' content='http://x.example/?p=1'>", "http://x.example/?p=1"),
        ("<link rel=canonical href='/a'>", None),
        ("<link rel=canonical href='https://x.example/'>", None),
        ("<link rel=canonical href='javascript:alert(1)//x/y'>", None),
        ("<link rel=canonical href='http://[x/a'>", None),
    ],
)
def test_only_absolute_web_addresses_count(head: str, address: str | None) -> None:
    assert _stated(head)["address"].value == address


def test_declared_language_is_a_two_letter_code() -> None:
    assert _stated("", lang="lang='en-GB'")["language"].value == "en"
    assert _stated("", lang="lang='english'")["language"].value is None


def test_a_bylines_class_and_its_by() -> None:
    author = _stated("", "<div class='byline'>By <a>Ida Lind</a></div>")["author"]
    assert (author.value, author.exact) == ("Ida Lind", "By Ida Lind")
