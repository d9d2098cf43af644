import pytest

from reportedly.reading.embeds import find_embeds, prepare
from reportedly.reading.page import parse_page, raw_text, text_of
from reportedly.reading.tags import Labels


def _posts(embed: str) -> list[list[tuple[str, int, str]]]:
    source = f"<article><p>Rain fell.</p>{embed}<p>It stopped.</p></article>"
    labels = Labels(source)
    posts = prepare(parse_page(source), labels)
    read = [[labels.read(line) for line in post] for post in posts]
    return [[(la.kind, la.group, words) for la, words in post if la] for post in read]


def test_a_tweet() -> None:
    embed = (
        '<figure class="wp-block-embed"><blockquote class="twitter-tweet"><p>🌾 PLOUGHS<br>GO…'
        ' <a href="#">https://t.co/a</a></p>&mdash; P P (@pplough) <a href="#">May 4, 2023</a>'
        "</blockquote></figure>"
    )
    assert _posts(embed) == [
        [
            ("post", 1, "🌾 PLOUGHS"),
            ("post", 1, "GO… https://t.co/a"),
            ("signature", 1, "— P P (@pplough) May 4, 2023"),
        ]
    ]


INSTAGRAM = """<blockquote class="instagram-media"><div>View this post on Instagram</div>
<p>Ploughs go</p><p>A post shared by P P (@pplough)</p></blockquote>"""
BLUESKY = """<blockquote class="bluesky-embed"><p>Ploughs go</p>&mdash; P P (<a>@p.example</a>)
<a>May 4, 2023 at 3:12 PM</a></blockquote>"""
TELEGRAM = (
    """<div class="telegram-post"><div>Ploughs go</div><a>https://t.me/ploughs/12</a></div>"""
)
TRUTH = """<blockquote class="truthsocial-embed"><p>Ploughs go</p>— P P (@pplough)</blockquote>"""


@pytest.mark.parametrize("embed", [INSTAGRAM, BLUESKY, TELEGRAM, TRUTH])
def test_other_platforms(embed: str) -> None:
    ((post, *rest),) = _posts(embed)
    assert post == ("post", 1, "Ploughs go")
    assert [kind for kind, _, _ in rest] == ["signature"]


def test_an_embed_in_an_embed_is_one() -> None:
    root = parse_page('<div class="fb-post"><blockquote class="twitter-tweet">a</blockquote></div>')
    assert len(find_embeds(root)) == 1


def test_quotation_marks_and_times_stay_in_the_text() -> None:
    source = "<p>He said <q>we <b>go</b></q> on <time>Tuesday</time>.</p>"
    root = parse_page(source)
    prepare(root, Labels(source))
    assert text_of(root) == "He said “we go” on Tuesday."


def test_preformatted_prose_becomes_paragraphs() -> None:
    source = "<pre>Rain fell\non the fields.\n\nIt stopped.</pre>"
    root = parse_page(source)
    prepare(root, Labels(source))
    assert [raw_text(p) for p in root.iter("p")] == ["Rain fell on the fields.", "It stopped."]


def test_labels_use_a_sign_that_the_page_does_not() -> None:
    assert "⸎" not in Labels("⸎ on the page")._sign
