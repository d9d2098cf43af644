import pytest

from reportedly.errors import InputError
from reportedly.reading.page import DEEPEST, drop_unseen, measure_depth, parse_page, text_of


def test_what_no_reader_sees_is_dropped_with_its_tail_kept() -> None:
    root = parse_page(
        "<body>a<script>b</script>c<style>d</style><noscript>e</noscript><p hidden>f</p>"
        "<p style='display: NONE'>g</p><template>h</template><i class='x sr-only'>i</i>j</body>"
    )
    drop_unseen(root)
    assert text_of(root) == "acj"


def test_controls_and_declarations_are_survived() -> None:
    root = parse_page('<?xml version="1.0" encoding="koi8-r"?><p>a\x00b\x1fc&#0;&#xD800;</p>')
    assert text_of(root).startswith("abc")
    text_of(root).encode("utf-8")


def test_too_deep_a_page_is_refused() -> None:
    with pytest.raises(InputError) as error:
        parse_page("<div>" * 50_000 + "x" + "</div>" * 50_000)
    assert error.value.code == "html_too_deep"
    assert error.value.context["limit"] == DEEPEST


def test_never_closed_inline_tags_are_forgiven() -> None:
    root = parse_page("<font><p>The rain fell.</p>" * 5000)
    assert measure_depth(root) < 10
    assert text_of(root).count("rain") == 5000


@pytest.mark.parametrize("source", ["", " ", "<!-- -->", "<?xml?>"])
def test_no_page_at_all(source: str) -> None:
    with pytest.raises(InputError) as error:
        parse_page(source + "\x00")
    assert error.value.code == "no_article"
