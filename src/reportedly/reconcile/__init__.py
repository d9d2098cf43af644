"""Holding reporting against reporting: echoes, origins, questions, findings.

Pure functions over reports (a document with what was found in it). Every result stores its reason
and both sides' words.
"""

from reportedly.reconcile.answers import Answer, find_answers
from reportedly.reconcile.corpus import Corpus
from reportedly.reconcile.echoes import echo_keys, find_echoes, find_echoes_of
from reportedly.reconcile.facts import Facts, PartyName, find_facts
from reportedly.reconcile.findings import find_findings, order_findings
from reportedly.reconcile.headers import Header, make_header
from reportedly.reconcile.independence import Independent, count_independent, find_agreeing
from reportedly.reconcile.origins import find_origins, origin_keys
from reportedly.reconcile.own_findings import find_own_findings
from reportedly.reconcile.parties import link_parties, party_keys
from reportedly.reconcile.populations import Population
from reportedly.reconcile.questions import (
    Asked,
    Entry,
    QuestionLink,
    ask,
    find_questions,
    link_questions,
    question_keys,
)
from reportedly.reconcile.ranges import RULES, LeftOut, Range, Rule, derive_range
from reportedly.reconcile.scopes import Scope
from reportedly.reconcile.utterances import Utterance, find_utterances
from reportedly.reconcile.voices import Voice, find_voices

__all__ = [
    "RULES",
    "Answer",
    "Asked",
    "Corpus",
    "Entry",
    "Facts",
    "Header",
    "Independent",
    "LeftOut",
    "PartyName",
    "Population",
    "QuestionLink",
    "Range",
    "Rule",
    "Scope",
    "Utterance",
    "Voice",
    "ask",
    "count_independent",
    "derive_range",
    "echo_keys",
    "find_agreeing",
    "find_answers",
    "find_echoes",
    "find_echoes_of",
    "find_facts",
    "find_findings",
    "find_origins",
    "find_own_findings",
    "find_questions",
    "find_utterances",
    "find_voices",
    "link_parties",
    "link_questions",
    "make_header",
    "order_findings",
    "origin_keys",
    "party_keys",
    "question_keys",
]
