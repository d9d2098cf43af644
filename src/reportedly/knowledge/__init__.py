"""Facts and word lists as data, with loaders. Rows say where they come from."""

from reportedly.knowledge.atlas import (
    Place,
    list_places,
    load_areas,
    load_country_places,
    load_place_words,
)
from reportedly.knowledge.gazetteer import Country, find_country, load_countries
from reportedly.knowledge.names import fold_name
from reportedly.knowledge.words import (
    Bound,
    Cue,
    Hedge,
    inflect,
    load_cues,
    load_event_verbs,
    load_hedges,
    load_measures,
    load_noun_cues,
    load_roles,
    load_vague,
)

__all__ = [
    "Bound",
    "Country",
    "Cue",
    "Hedge",
    "Place",
    "find_country",
    "fold_name",
    "inflect",
    "list_places",
    "load_areas",
    "load_countries",
    "load_country_places",
    "load_cues",
    "load_event_verbs",
    "load_hedges",
    "load_measures",
    "load_noun_cues",
    "load_place_words",
    "load_roles",
    "load_vague",
]
