from collections.abc import Callable

import pytest

from reportedly.model import Act, Extraction

Extract = Callable[..., Extraction]
ROLES = ("actor", "object", "recipient", "origin", "place")


def arguments(act: Act) -> dict[str, str]:
    found = {role: getattr(act, role) for role in ROLES}
    return {role: anchor.text for role, anchor in found.items() if anchor is not None}


def the_act(found: Extraction, word: str, kind: str) -> Act:
    [act] = [a for a in found.acts if a.anchor.text == word and kind in a.kinds]
    return act


ARGUMENTS = {
    "active": (
        "Norway shipped forty howitzers to Chad in May.", "shipped", "transfer",
        {"actor": "Norway", "object": "forty howitzers", "recipient": "Chad"},
    ),
    "passive": (
        "Forty howitzers were shipped to Chad by Norway.", "shipped", "transfer",
        {"actor": "Norway", "object": "Forty howitzers", "recipient": "Chad"},
    ),
    "a reduced clause": (
        "Howitzers supplied by Norway were seen near the lake.", "supplied", "transfer",
        {"actor": "Norway", "object": "Howitzers"},
    ),
    "two objects": (
        "Norway sold Chad howitzers.", "sold", "transfer",
        {"actor": "Norway", "object": "howitzers", "recipient": "Chad"},
    ),
    "given with": (
        "Norway supplied Chad with howitzers.", "supplied", "transfer",
        {"actor": "Norway", "object": "howitzers", "recipient": "Chad"},
    ),
    "who buys gets": (
        "The ministry bought coal from Chad.", "bought", "transfer",
        {"object": "coal", "recipient": "The ministry", "origin": "Chad"},
    ),
    "a list": (
        "Norway delivered tanks, rifles and mortars to Chad.", "delivered", "transfer",
        {"actor": "Norway", "object": "tanks, rifles and mortars", "recipient": "Chad"},
    ),
    "who is trained": (
        "Norwegian officers trained Chadian gunners.", "trained", "train",
        {"actor": "Norwegian officers", "recipient": "Chadian gunners"},
    ),
    "a noun that a verb carries": (
        "Norwegian officers gave training in rocketry to Chadian gunners.", "training", "train",
        {"actor": "Norwegian officers", "object": "rocketry", "recipient": "Chadian gunners"},
    ),
    "a noun with its sides": (
        "Coal exports from Chad to Norway rose.", "exports", "transfer",
        {"object": "Coal", "origin": "Chad", "recipient": "Norway"},
    ),
    "who works": (
        "Some 300 Chadians are working in Norway.", "working", "employ",
        {"object": "Some 300 Chadians", "place": "Norway"},
    ),
    "to whom it is paid": (
        "A bank paid a monthly sum to a firm owned by the ministry.", "paid", "pay",
        {"actor": "A bank", "object": "a monthly sum",
         "recipient": "a firm owned by the ministry"},
    ),
    "who is paid": (
        "A bank paid the guards.", "paid", "pay", {"actor": "A bank", "recipient": "the guards"},
    ),
    "a verb with a particle": (
        "Norway handed over forty howitzers to Chad.", "handed", "transfer",
        {"actor": "Norway", "object": "forty howitzers", "recipient": "Chad"},
    ),
    "for what and to whom": (
        "Norway paid fees for storage to the ministry.", "paid", "pay",
        {"actor": "Norway", "object": "fees for storage", "recipient": "the ministry"},
    ),
    "where a thing is": (
        "A bank ran a branch in Chad.", "ran", "operate",
        {"actor": "A bank", "object": "a branch", "place": "Chad"},
    ),
    "what cooperation is about": (
        "Norway cooperated with Chad on rocketry.", "cooperated", "cooperate",
        {"actor": "Norway", "object": "rocketry", "recipient": "Chad"},
    ),
    "a relative clause": (
        "The howitzers that Norway sent to Chad are old.", "sent", "transfer",
        {"actor": "Norway", "object": "The howitzers", "recipient": "Chad"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "word", "kind", "expected"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_arguments_stand_in_the_words_of_the_text(
    extract: Extract, text: str, word: str, kind: str, expected: dict[str, str]
) -> None:
    assert arguments(the_act(extract(text), word, kind)) == expected


MOODS = {
    "done": ("Norway shipped howitzers to Chad.", "shipped", ("done", "positive", "asserted")),
    "to come": ("Norway will ship howitzers to Chad.", "ship", ("planned", "positive", "asserted")),
    "if at all": (
        "Norway may ship howitzers to Chad.", "ship", ("hypothetical", "positive", "possible"),
    ),
    "likely": (
        "Norway is likely shipping howitzers to Chad.", "shipping",
        ("ongoing", "positive", "probable"),
    ),
    "not done": (
        "Norway did not ship howitzers to Chad.", "ship", ("done", "negative", "asserted"),
    ),
    "refused": (
        "Norway refused to ship howitzers to Chad.", "ship", ("done", "negative", "asserted"),
    ),
    "thought of": (
        "Norway is thinking of shipping howitzers to Chad.", "shipping",
        ("hypothetical", "positive", "asserted"),
    ),
    "done by nobody": (
        "No howitzers were shipped to Chad.", "shipped", ("done", "negative", "asserted"),
    ),
    "denied": (
        "Norway denied that it had shipped howitzers to Chad.", "shipped",
        ("done", "negative", "asserted"),
    ),
    "an estimate of a number": (
        "The agency estimates that Norway shipped 300 howitzers to Chad.", "shipped",
        ("done", "positive", "asserted"),
    ),
    "in the month of May": (
        "Norway shipped howitzers to Chad on 2 May 2025.", "shipped",
        ("done", "positive", "asserted"),
    ),
    "with no more than": (
        "Norway shipped howitzers to Chad without papers.", "shipped",
        ("done", "positive", "asserted"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "word", "mood"), MOODS.values(), ids=MOODS)
def test_mood_is_that_of_the_words(
    extract: Extract, text: str, word: str, mood: tuple[str, str, str]
) -> None:
    act = the_act(extract(text), word, "transfer")
    assert (act.modality, act.polarity, act.certainty) == mood


def test_a_pronoun_stands_for_who_speaks(extract: Extract) -> None:
    act = the_act(extract("Norway said it had shipped howitzers to Chad."), "shipped", "transfer")
    assert act.actor is not None
    assert act.actor.text == "Norway"


def test_a_pronoun_that_may_be_anybody_stands_for_nobody(extract: Extract) -> None:
    act = the_act(extract("It shipped howitzers to Chad."), "shipped", "transfer")
    assert act.actor is None


def test_the_day_is_that_of_the_clause_or_of_the_claim(extract: Extract) -> None:
    near = extract("On 3 May 2025 Norway shipped howitzers to Chad.")
    assert the_act(near, "shipped", "transfer").date == "2025-05-03"
    far = extract("Norway shipped howitzers that were bound in March 2025 for Chad.")
    assert the_act(far, "shipped", "transfer").date == "2025-03-01/2025-03-31"


def test_one_word_may_tell_of_goods_or_people(extract: Extract) -> None:
    found = extract("Norway sent builders to Chad.")
    assert the_act(found, "sent", "dispatch").kinds == ("transfer", "dispatch")


def test_a_noun_alone_tells_of_no_act(extract: Extract) -> None:
    assert [a.anchor.text for a in extract("Training is hard.").acts] == []


def test_joined_verbs_without_an_object_end(extract: Extract) -> None:
    found = extract("A cargo plane believed to be carrying contraband flew to Chad in May 2014.")
    assert "flew" in [a.anchor.text for a in found.acts]


def test_a_plane_flies_or_is_flown(extract: Extract) -> None:
    found = extract("An airline flew a cargo plane to Chad.")
    flown = [arguments(a) for a in found.acts if "fly" in a.kinds]
    assert {"actor": "An airline", "object": "a cargo plane", "recipient": "Chad"} in flown
