"""Holding reporting against reporting: echoes, origins, questions, findings.

Pure functions over reports (a document with what was found in it). Every result stores its reason
and both sides' words.
"""

from reportedly.reconcile.answers import Answer, Population, find_answers
from reportedly.reconcile.changes import (
    Changes,
    Spread,
    as_published,
    compare_states,
    speakers_by_question,
)
from reportedly.reconcile.codec import read_facts, shape_of_facts, write_facts
from reportedly.reconcile.facts import Facts, find_facts
from reportedly.reconcile.headers import Header, make_header
from reportedly.reconcile.in_memory import run_steps
from reportedly.reconcile.registry import OWN_STEPS, STEPS
from reportedly.reconcile.steps import (
    FACTS,
    Filed,
    OwnStep,
    Record,
    Scope,
    Step,
    Unit,
    gather,
    hash_steps,
    key_number,
    list_records,
    number_keys,
    order_facts,
    subject_of,
)
from reportedly.reconcile.units import Index, Planned, plan_units
from reportedly.reconcile.utterances import Utterance, find_utterances
from reportedly.reconcile.voices import Voice, find_voices

__all__ = [
    "FACTS",
    "OWN_STEPS",
    "STEPS",
    "Answer",
    "Changes",
    "Facts",
    "Filed",
    "Header",
    "Index",
    "OwnStep",
    "Planned",
    "Population",
    "Record",
    "Scope",
    "Spread",
    "Step",
    "Unit",
    "Utterance",
    "Voice",
    "as_published",
    "compare_states",
    "find_answers",
    "find_facts",
    "find_utterances",
    "find_voices",
    "gather",
    "hash_steps",
    "key_number",
    "list_records",
    "make_header",
    "number_keys",
    "order_facts",
    "plan_units",
    "read_facts",
    "run_steps",
    "shape_of_facts",
    "speakers_by_question",
    "subject_of",
    "write_facts",
]
