"""Holding reporting against reporting: echoes, origins, questions, findings.

Pure functions over reports (a document with what was found in it). Every result stores its reason
and both sides' words.
"""

from reportedly.reconcile.answers import Answer, find_answers
from reportedly.reconcile.changes import (
    Changes,
    Spread,
    as_published,
    compare_states,
    speakers_by_question,
)
from reportedly.reconcile.codec import read_facts, shape_of_facts, write_facts
from reportedly.reconcile.conducts import Argument, Conduct
from reportedly.reconcile.corpus import Corpus
from reportedly.reconcile.echoes import echo_keys, find_echoes, find_echoes_of
from reportedly.reconcile.event_conflicts import EventConflict, conflicts_of
from reportedly.reconcile.event_links import join_links, link_events
from reportedly.reconcile.event_units import event_keys
from reportedly.reconcile.facts import Facts, PartyName, find_facts, keep_only
from reportedly.reconcile.findings import find_findings, order_findings
from reportedly.reconcile.happenings import Happening
from reportedly.reconcile.headers import Header, make_header, post
from reportedly.reconcile.in_memory import run_steps
from reportedly.reconcile.independence import Independent, count_independent, find_agreeing
from reportedly.reconcile.key_index import HeldRows, KeyIndex
from reportedly.reconcile.law_claims import LawClaim
from reportedly.reconcile.origins import find_origins, origin_keys
from reportedly.reconcile.own_findings import find_own_findings
from reportedly.reconcile.parties import link_parties, party_keys
from reportedly.reconcile.populations import Population
from reportedly.reconcile.postings import Postings
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
from reportedly.reconcile.registry import OWN_STEPS, STEPS
from reportedly.reconcile.scopes import Scope, find_scopes
from reportedly.reconcile.steps import (
    FACTS,
    Filed,
    OwnStep,
    Reach,
    Record,
    Step,
    Unit,
    gather,
    hash_steps,
    key_number,
    keys_by_number,
    list_records,
    number_keys,
    number_record,
    order_facts,
)
from reportedly.reconcile.threads import Shelf, Thread, Ties, follow
from reportedly.reconcile.told import link_later
from reportedly.reconcile.units import WHOLE, Planned, plan_all, plan_units
from reportedly.reconcile.utterances import Utterance, find_utterances
from reportedly.reconcile.voices import Voice, find_voices
from reportedly.reconcile.windows import Window

__all__ = [
    "FACTS",
    "OWN_STEPS",
    "RULES",
    "STEPS",
    "WHOLE",
    "Answer",
    "Argument",
    "Asked",
    "Changes",
    "Conduct",
    "Corpus",
    "Entry",
    "EventConflict",
    "Facts",
    "Filed",
    "Happening",
    "Header",
    "HeldRows",
    "Independent",
    "KeyIndex",
    "LawClaim",
    "LeftOut",
    "OwnStep",
    "PartyName",
    "Planned",
    "Population",
    "Postings",
    "QuestionLink",
    "Range",
    "Reach",
    "Record",
    "Rule",
    "Scope",
    "Shelf",
    "Spread",
    "Step",
    "Thread",
    "Ties",
    "Unit",
    "Utterance",
    "Voice",
    "Window",
    "as_published",
    "ask",
    "compare_states",
    "conflicts_of",
    "count_independent",
    "derive_range",
    "echo_keys",
    "event_keys",
    "find_agreeing",
    "find_answers",
    "find_echoes",
    "find_echoes_of",
    "find_facts",
    "find_findings",
    "find_origins",
    "find_own_findings",
    "find_questions",
    "find_scopes",
    "find_utterances",
    "find_voices",
    "follow",
    "gather",
    "hash_steps",
    "join_links",
    "keep_only",
    "key_number",
    "keys_by_number",
    "link_events",
    "link_later",
    "link_parties",
    "link_questions",
    "list_records",
    "make_header",
    "number_keys",
    "number_record",
    "order_facts",
    "order_findings",
    "origin_keys",
    "party_keys",
    "plan_all",
    "plan_units",
    "post",
    "question_keys",
    "read_facts",
    "run_steps",
    "shape_of_facts",
    "speakers_by_question",
    "write_facts",
]
