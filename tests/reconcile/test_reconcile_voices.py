import pytest
from reconcile_reports import report

from reportedly.reconcile import find_voices


def voices(text: str, **given: str) -> list:
    made = report(text, **given)
    found = find_voices(made)
    return [found[a.id] for a in made.extraction.attributions if a.mode != "narrative"]


def test_one_person_in_two_spellings_is_one_voice():
    one = voices("Sergei Shoigu said that 300 trucks had left.")
    other = voices("Sergey Shoygu said that nothing had left.")
    assert one[0].key == other[0].key


def test_a_body_by_two_of_its_names_is_one_voice():
    one = voices("The NIS said that 300 trucks had left.")
    other = voices("The National Intelligence Service said that nothing had left.")
    assert one[0].key == other[0].key == "body:NIS"


def test_unnamed_officials_of_two_texts_are_not_one_voice():
    one = voices("Officials said that 300 trucks had left.")
    other = voices("Officials said that the trucks had left.")
    assert one[0].key != other[0].key
    assert not one[0].is_named


def test_the_path_names_who_passes_it_on():
    found = voices("TASS quoted Sergei Shoigu as saying that 300 trucks had left.")
    spoken = next(v for v in found if v.key.startswith("person:"))
    assert spoken.path == ("TASS", "The Gazette")


def test_the_author_is_the_publisher():
    made = report("Three hundred trucks left the harbour on Monday.")
    voice = next(iter(find_voices(made).values()))
    assert voice.is_author
    assert voice.key == "outlet:thegazette"


def test_a_body_is_known_by_its_country_and_what_it_is():
    keys = {
        voices(f"{words} said that 300 trucks had left.")[0].key
        for words in ("South Korea's military", "The South Korean military", "The ROK military")
    }
    assert keys == {"body:South Korean Armed Forces"}


def test_a_body_that_no_table_has_is_keyed_by_its_country_and_what_it_is():
    one = voices("Chad's army said that 300 trucks had left.")[0]
    other = voices("The Chadian army said that nothing had left.")[0]
    assert one.key == other.key == "body:TD armi"
    assert one.key != voices("Niger's army said that nothing had left.")[0].key


def test_a_name_without_its_country_needs_the_one_country_of_the_text():
    text = "South Korea closed the road. The Joint Chiefs of Staff said that 300 trucks had left."
    assert voices(text)[0].key == "body:South Korean JCS"
    two = "South Korea and the United States closed the road. "
    two += "The Joint Chiefs of Staff said that 300 trucks had left."
    assert voices(two)[0].key == "org:joint chiefs of staff"


def test_a_staff_speaks_for_its_forces():
    one = voices("South Korea's Joint Chiefs of Staff said that 300 trucks had left.")[0]
    assert one.key == "body:South Korean JCS"
    assert one.line == "body:South Korean Armed Forces"


def test_bodies_of_one_state_stay_apart():
    names = ("The Pentagon", "The White House", "Washington", "The State Department")
    lines = {voices(f"{n} said that 300 trucks had left.")[0].line for n in names}
    assert len(lines) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Pentagon spokeswoman Ada Brook said that 300 trucks had left.",
        "Ada Brook, a Pentagon spokeswoman, said that 300 trucks had left.",
        "Ada Brook, a spokeswoman for the Pentagon, said that 300 trucks had left.",
        "The Pentagon gave a number. Spokeswoman Ada Brook said that 300 trucks had left.",
    ],
)
def test_a_spokesperson_speaks_for_a_body(text):
    found = next(v for v in voices(text) if v.shown == "Ada Brook")
    assert found.key == "person:adabrook"
    assert found.line == "body:Pentagon"


def test_a_minister_speaks_in_his_own_name():
    found = voices("Defence Minister Ada Brook said that 300 trucks had left the Pentagon.")[0]
    assert found.body is None
    assert found.line == found.key


def test_a_lawmaker_passes_on_a_briefing():
    text = "300 trucks had left, a lawmaker in Seoul said after a briefing by the spy agency."
    found = voices(text)[0]
    assert found.key.startswith("anon:")
    assert found.line == "body:NIS"


def test_it_is_the_body_of_the_sentence_before():
    text = "The NIS said that 300 trucks had left. It said that 40 trucks were lost."
    assert [v.key for v in voices(text)] == ["body:NIS", "body:NIS"]


def test_it_is_nobody_where_something_else_came_between():
    text = (
        "The NIS said that 300 trucks had left. The Chadian side gave a figure on Monday. "
        "It expects that 40 trucks will follow."
    )
    assert all(v.key != "body:NIS" for v in voices(text)[1:])


def test_the_officials_are_those_who_spoke_before():
    text = "Western officials said that 300 trucks had left. The officials said 40 were lost."
    one, other = voices(text)
    assert one.key == other.key == "anon:western officials"
    two = "Chadian officials said that nobody had left. " + text
    assert voices(two)[-1].key.startswith("unnamed:")


def test_a_body_without_its_country_is_that_of_a_country_in_the_text():
    text = "The Joint Chiefs of Staff said on Monday that 40 boats had left. Seoul sent divers."
    assert voices(text)[0].key == "body:South Korean JCS"


def test_two_countries_that_have_such_a_body_are_no_answer():
    text = (
        "The Joint Chiefs of Staff said that 40 boats had left. Seoul and Washington sent divers."
    )
    assert not voices(text)[0].key.startswith("body:")


def test_a_country_in_the_genitive_is_one_before_the_body():
    one = voices("South Korea's military said that 40 boats had left.")
    other = voices("The South Korean military said that no boat had left.")
    assert one[0].key == other[0].key == "body:South Korean Armed Forces"


def test_a_pronoun_is_nobody_in_particular():
    found = voices("The report was short. “It works,” it said.")
    assert all(not v.is_named for v in found)


@pytest.mark.parametrize("words", ["The governor", "The health ministry", "The Observatory"])
def test_a_description_without_a_name_is_one_text_s_alone(words):
    one = voices(f"{words} said that 300 trucks had left.")[0]
    other = voices(f"{words} said that nobody had left.")[0]
    assert one.key != other.key
    assert not one.is_named


def test_a_signature_with_a_part_of_the_publishers_name_is_the_publisher():
    text = "The Ministry of Defence said that forty boats had left on Monday."
    found = voices(text, publisher="UK Ministry of Defence")
    assert found[0].key == "body:British Defence Ministry"
