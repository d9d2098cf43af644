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
