"""Holding reporting against reporting: echoes, origins, questions, findings.

Pure functions over reports (a document with what was found in it). Every result stores its reason
and both sides' words.
"""

from reportedly.reconcile.answers import Answer, Population, find_answers
from reportedly.reconcile.echoes import echo_keys, find_echoes, find_echoes_of
from reportedly.reconcile.facts import Facts, find_facts
from reportedly.reconcile.headers import Header, make_header
from reportedly.reconcile.independence import Independent, count_independent, find_agreeing
from reportedly.reconcile.origins import find_origins, origin_keys
from reportedly.reconcile.utterances import Utterance, find_utterances
from reportedly.reconcile.voices import Voice, find_voices

__all__ = [
    "Answer",
    "Facts",
    "Header",
    "Independent",
    "Population",
    "Utterance",
    "Voice",
    "count_independent",
    "echo_keys",
    "find_agreeing",
    "find_answers",
    "find_echoes",
    "find_echoes_of",
    "find_facts",
    "find_origins",
    "find_utterances",
    "find_voices",
    "make_header",
    "origin_keys",
]
