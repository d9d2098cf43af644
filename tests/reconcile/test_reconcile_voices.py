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
