from echo_cases import echoes, links, page

FLOOD = """The river rose by two metres overnight and took three bridges with it, engineers in
Sarh found on Tuesday morning. Trucks with flour wait on the northern bank, and drivers sleep under
them. A ferry that was laid up for the dry season is being caulked by hand.

Shopkeepers have begun to share out what is left in their stores. Nobody expects the road to open
before the first week of September, when the water usually falls."""


def first(text: str = FLOOD):
    return page("The Courier", "2031-08-12", text)


def test_a_cut_copy_with_a_new_beginning_is_a_copy():
    cut = "Drivers are stuck. " + FLOOD.split(". ", 1)[1].split("\n\n")[0]
    (echo,) = echoes(first(), page("The Mail", "2031-08-13", cut))
    assert echo.kind == "copy"
    assert "words in" in echo.reason
    assert any("laid up for the dry season" in a.text for a in echo.here)


def test_a_merged_text_is_a_copy_of_both():
    other = """Health workers have set up tents behind the cathedral and count the sick by street.
    Two wells were closed after the water turned brown, and chlorine is handed out at the market."""
    merged = FLOOD.split("\n\n")[0] + "\n\n" + other
    found = links(
        first(),
        page("The Herald", "2031-08-12", other),
        page("The Mail", "2031-08-14", merged),
    )
    assert ("The Mail", "The Courier", "copy") in found
    assert ("The Mail", "The Herald", "copy") in found


def test_two_reports_of_one_event_are_no_copies():
    own = """Three bridges are gone near Sarh after the river rose in the night. On the northern
    bank, lorries loaded with flour stand in a long line. An old ferry is under repair, but the road
    will hardly be open again before September."""
    assert links(first(), page("The Mail", "2031-08-13", own)) == set()


def test_a_long_quotation_in_common_makes_no_copy():
    said = (
        "“We have asked for boats and we have asked for pumps and nobody has sent us anything but "
        "letters that thank us for our patience in these difficult days,” mayor Adoum Bechir said."
    )
    found = links(
        page("The Courier", "2031-08-12", f"The town is angry. {said} Shops stayed shut."),
        page("The Mail", "2031-08-13", f"No help came for a week. {said} The school is a shelter."),
    )
    assert "copy" not in {kind for *_, kind in found}
    assert "same_quotation" in {kind for *_, kind in found}


def test_a_paragraph_that_a_publisher_always_prints_makes_no_copy():
    always = """This newspaper belongs to its readers and takes no money from governments, armies or
    companies that sell to them, and whoever wants to help can do so at any post office in town."""
    stories = ("A mill burned.", "A school opened its doors.", "The harvest is late this year.")
    made = [
        page("The Courier", f"2031-0{month}-12", f"{story}\n\n{always}")
        for month, story in enumerate(stories, start=3)
    ]
    assert links(*made) == set()
    assert links(made[0], page("The Mail", "2031-03-13", f"Fire.\n\n{always}")) == {
        ("The Mail", "The Courier", "copy")
    }


def test_of_one_day_the_agency_comes_first():
    agency = page("Yonhap", "2031-08-12", FLOOD)
    client = page("A Client", "2031-08-12", FLOOD + "\n\n(Yonhap)")
    (echo,) = echoes(client, agency)
    assert echo.earlier == agency.id
    assert "order is not sure" in echo.reason


def test_undated_texts_come_last_and_the_reason_says_so():
    (echo,) = echoes(page("The Mail", None, FLOOD + " It rained."), first())
    assert echo.earlier == first().id
    assert "order is not known" in echo.reason
