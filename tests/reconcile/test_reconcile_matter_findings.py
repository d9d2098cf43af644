from reconcile_reports import held_against, of_type, weighty

BOTH = (
    "The Courier",
    "2031-05-18",
    "Monuments to the Kenyan soldiers who died at Kismayo are planned in Kenya and in Somalia.",
)


def test_other_texts_place_it_in_another_country_too():
    text = "The minister announced plans to erect a monument for dead Kenyan soldiers in Somalia."
    found = held_against(text, BOTH)
    assert len(of_type(found, "scope")) == 1
    assert weighty(found) == []


def test_the_same_places_are_no_finding():
    text = "A monument for dead Kenyan soldiers is planned in Kenya and in Somalia."
    assert of_type(held_against(text, BOTH), "scope") == []


def test_a_denial_that_the_text_leaves_out():
    other = (
        "The Courier",
        "2031-05-18",
        "Ethiopia's foreign ministry denied that trains had carried shells to Eritrea.",
    )
    text = "Trains have carried shells to Eritrea for months."
    found = of_type(held_against(text, other), "conflict.denial")
    assert len(found) == 1
    assert "Eritrea" in found[0].there[0].anchor.text
