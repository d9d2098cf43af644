"""Facts and word lists as data, with loaders. Rows say where they come from."""

from reportedly.knowledge.gazetteer import Country, Town, find_country, find_town, load_countries
from reportedly.knowledge.words import (
    Bound,
    Cue,
    Hedge,
    inflect,
    load_cues,
    load_event_verbs,
    load_hedges,
    load_measures,
    load_roles,
    load_vague,
)

__all__ = [
    "Bound",
    "Country",
    "Cue",
    "Hedge",
    "Town",
    "find_country",
    "find_town",
    "inflect",
    "load_countries",
    "load_cues",
    "load_event_verbs",
    "load_hedges",
    "load_measures",
    "load_roles",
    "load_vague",
]
