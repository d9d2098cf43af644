"""Holding reporting against reporting: echoes, origins, questions, findings.

Pure functions over reports (a document with what was found in it). Every result stores its reason
and both sides' words.
"""

from reportedly.reconcile.answers import Answer, find_answers
from reportedly.reconcile.facts import Facts, find_facts
from reportedly.reconcile.headers import Header, make_header
from reportedly.reconcile.populations import Population
from reportedly.reconcile.utterances import Utterance, find_utterances
from reportedly.reconcile.voices import Voice, find_voices

__all__ = [
    "Answer",
    "Facts",
    "Header",
    "Population",
    "Utterance",
    "Voice",
    "find_answers",
    "find_facts",
    "find_utterances",
    "find_voices",
    "make_header",
]
