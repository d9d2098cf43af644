from dataclasses import replace

import pytest

from reportedly.extract.drafts import Cited, Draft
from reportedly.extract.joining import join_drafts, keep_whole
from reportedly.extract.quotes import QuoteIndex, find_quotes
from reportedly.model import Figure, Segment, Span, make_anchor

TEXT = "The army said that 40 men left and Oslo denied it. “All of it,” he said."


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def draft(source: str | None, cue: str, content: str, **changes) -> Draft:
    made = Draft((span(content),), span(source) if source else None, span(cue))
    return replace(made, **changes)


def joined(ruled: list[Draft], learned: list[Draft]) -> list[Draft]:
    quotes, _ = find_quotes(TEXT, [Segment("paragraph", Span(0, len(TEXT)))])
    return join_drafts(TEXT, QuoteIndex(quotes), ruled, learned)


RULED = draft("The army", "said", "that 40 men left and Oslo denied it")
LEARNED = draft("The army", "said", "that 40 men left", confidence=0.8)


def test_the_models_words_count_where_both_have_a_cue() -> None:
    assert joined([RULED], [LEARNED]) == [LEARNED]


def test_a_source_that_only_the_rules_saw_stays() -> None:
    (only,) = joined([RULED], [replace(LEARNED, source=None)])
    assert only.source == span("The army")
    assert only.content == LEARNED.content


@pytest.mark.parametrize(
    "changes", [{"aside": True}, {"cited": Cited(span("Oslo"), "media", None)}]
)
def test_what_the_model_has_not_learned_stays(changes) -> None:
    (only,) = joined([replace(RULED, **changes)], [LEARNED])
    assert only.content == RULED.content


def test_a_link_of_a_chain_stays_with_a_middling_confidence() -> None:
    inner = draft("Oslo", "denied", "it")
    outer = draft("The army", "said", "that 40 men left and Oslo denied it", confidence=0.9)
    assert [d.confidence for d in joined([inner], [outer])] == [0.9, 0.5]


def test_a_pronouns_inner_wish_goes() -> None:
    he, said = (Span(TEXT.rindex(word), TEXT.rindex(word) + len(word)) for word in ("he", "said"))
    inner = Draft((span("All of it"),), he, said)
    outer = draft("Oslo", "denied", "“All of it,” he said", confidence=0.9)
    assert joined([inner], [outer]) == [outer]


def test_speech_that_only_the_rules_see_is_for_review() -> None:
    (only,) = joined([RULED], [])
    assert only.confidence < 0.5


def test_attitudes_that_only_the_rules_see_need_a_count() -> None:
    wish = replace(RULED, kind="attitude")
    assert len(joined([wish], [])) == 1
    assert joined([replace(wish, content=(span("Oslo denied it"),))], []) == []


def test_quoted_words_of_nobody_are_left_to_the_model() -> None:
    assert joined([draft(None, "said.", "All of it")], []) == []
    assert len(joined([draft(None, "denied", "it")], [])) == 1


def test_the_model_must_be_sure_of_words_of_nobody() -> None:
    unsure, sure = (draft(None, "denied", "it", confidence=c) for c in (0.5, 0.7))
    assert joined([], [unsure]) == []
    assert joined([], [sure]) == [sure]


def test_a_noun_of_the_source_is_no_cue() -> None:
    ruled = draft("The army", "said", "that 40 men left")
    learned = draft("The", "army", "40 men left")
    assert [d.cue for d in joined([ruled], [learned])] == [span("said")]


def test_a_figure_is_not_cut() -> None:
    figure = Figure(make_anchor("doc_1", TEXT, "figure", [span("40 men")]), low=40, high=40)
    cut = draft("The army", "said", "men left")
    assert keep_whole([cut], [figure])[0].content == (span("40 men left"),)
    assert keep_whole([LEARNED], [figure]) == [LEARNED]


def test_a_quotation_that_the_model_gave_to_its_speaker_is_not_given_twice() -> None:
    he, said = Span(TEXT.rindex("he"), TEXT.rindex("he") + 2), span("said.")
    by_model = Draft((span("All of it"),), he, said, confidence=0.9)
    by_rule = Draft((span("All of it"),), he, span("denied"))
    assert joined([by_rule], [by_model]) == [by_model]
    other = replace(by_rule, source=span("Oslo"))
    assert len(joined([other], [by_model])) == 2
