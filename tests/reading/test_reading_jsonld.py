import pytest

from reportedly.reading.jsonld import find_articles, find_names, index_objects
from reportedly.reading.page import parse_page


def _page(*scripts: str) -> object:
    tags = "".join(f'<script type="application/ld+json">{s}</script>' for s in scripts)
    return parse_page(f"<head>{tags}</head><p>x</p>")


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"A"}',
        '[{"@type":"Organization"},{"@type":"Article","headline":"A"}]',
        '{"@graph":[{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","headline":"A"}}]}',
        '{"@type":["Thing","ReportageNewsArticle"],"headline":"A"}',
        '{"@type":"http://schema.org/NewsArticle","headline":"A",}',
        '<!-- {"@type":"NewsArticle","headline":"A"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"A"}\n//]]>',
        '{"@type":"NewsArticle","headline":"A", "b": "line\nend"}',
        '{"@type":"NewsArticle","headline":"A", oops',
    ],
)
def test_articles_are_found(script: str) -> None:
    assert [a["headline"] for a in find_articles(_page(script))] == ["A"]


@pytest.mark.parametrize(
    "script",
    ["", "null", "7", '"x"', "[" * 100_000, '{"@type":"Organization"}', "{" * 500, '{"@type":7}'],
)
def test_what_describes_no_article(script: str) -> None:
    assert find_articles(_page(script)) == []


def test_names_in_every_form() -> None:
    root = _page('{"@graph":[{"@id":"#1","@type":"Person","name":"C D"}]}')
    value = ["A B", {"@type": "Organization", "name": ["E"]}, {"@id": "#1"}, "http://x", 7, None]
    assert list(find_names(value, index_objects(root))) == [
        ("A B", ""),
        ("E", "Organization"),
        ("C D", "Person"),
    ]
