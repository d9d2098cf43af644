from echo_cases import links, page

TASS = """The governor of Bamako opened a flour depot and a bakery for the garrison.
He promised 240 trucks of grain, Colonel Idris Keita said."""


def test_a_named_agency_with_what_its_text_has_is_cited():
    found = links(
        page("TASS", "2031-05-20", TASS),
        page("The Mail", "2031-05-21", "A bakery and a flour depot were opened, TASS reported."),
    )
    assert ("The Mail", "TASS", "citation") in found


def test_a_named_agency_with_other_news_is_not_cited():
    found = links(
        page("TASS", "2031-05-20", TASS),
        page("The Mail", "2031-05-21", "Three fishermen drowned off the cape, TASS reported."),
    )
    assert found == set()


def test_an_agency_of_long_ago_is_not_what_is_cited():
    found = links(
        page("TASS", "2031-05-20", TASS),
        page("The Mail", "2031-09-21", "A bakery and a flour depot were opened, TASS reported."),
    )
    assert found == set()


def test_what_a_speaker_announced_is_recalled():
    found = links(
        page(
            "The Courier",
            "2031-05-20",
            "Colonel Idris Keita said that a bakery, a depot and a school would be built in Gao.",
        ),
        page(
            "The Mail",
            "2031-08-01",
            "The town waits. In May Idris Keita had announced that a school and a bakery would be "
            "built beside the depot.",
        ),
    )
    assert ("The Mail", "The Courier", "citation") in found
