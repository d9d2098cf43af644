"""Facts and word lists as data, with loaders. Rows say where they come from."""

from reportedly.knowledge.atlas import (
    Place,
    list_places,
    load_areas,
    load_country_places,
    load_place_words,
)
from reportedly.knowledge.bodies import (
    Body,
    BodyKind,
    find_bodies,
    find_body,
    load_bodies,
    load_body_nouns,
)
from reportedly.knowledge.equipment import Equipment, find_equipment, load_equipment
from reportedly.knowledge.gazetteer import Country, find_country, load_countries
from reportedly.knowledge.names import fold_name
from reportedly.knowledge.offices import (
    Office,
    Tenure,
    find_holder,
    find_person,
    list_offices,
    load_offices,
    load_tenures,
)
from reportedly.knowledge.publishers import Publisher, find_publisher, load_publishers
from reportedly.knowledge.spelling import name_key, normal_name, same_spelling
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
    load_titles,
    load_vague,
)

__all__ = [
    "Body",
    "BodyKind",
    "Bound",
    "Country",
    "Cue",
    "Equipment",
    "Hedge",
    "Office",
    "Place",
    "Publisher",
    "Tenure",
    "find_bodies",
    "find_body",
    "find_country",
    "find_equipment",
    "find_holder",
    "find_person",
    "find_publisher",
    "fold_name",
    "inflect",
    "list_offices",
    "list_places",
    "load_areas",
    "load_bodies",
    "load_body_nouns",
    "load_countries",
    "load_country_places",
    "load_cues",
    "load_equipment",
    "load_event_verbs",
    "load_hedges",
    "load_measures",
    "load_noun_cues",
    "load_offices",
    "load_place_words",
    "load_publishers",
    "load_roles",
    "load_tenures",
    "load_titles",
    "load_vague",
    "name_key",
    "normal_name",
    "same_spelling",
]
