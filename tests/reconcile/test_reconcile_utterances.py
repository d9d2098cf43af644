from reconcile_reports import report

from reportedly.reconcile import find_facts, find_utterances


def test_quoted_words_inside_indirect_speech():
    made = report("The mayor said that the “bold and risky plan” would wait.")
    found = find_utterances(made)
    assert [a.text for a in found[0].quoted] == ["bold and risky plan"]


def test_a_direct_quotation_is_quoted_whole():
    made = report("“We will wait until the rain has stopped,” the mayor said.")
    found = find_utterances(made)
    assert found[0].quoted[0].text == "We will wait until the rain has stopped"


def test_the_authors_own_words_are_no_utterance():
    assert find_utterances(report("The “bold plan” failed on Monday.")) == ()


def test_every_anchor_of_the_facts_holds_in_the_text():
    made = report("The mayor said 40 Chadian soldiers were “lost”. Officials denied it.")
    facts = find_facts(made)
    anchors = [a.sentence for a in facts.answers] + [q for u in facts.utterances for q in u.quoted]
    assert anchors
    assert all(made.document.text[slice(*a.hull)] == a.text for a in anchors)
    assert find_facts(made) == facts
