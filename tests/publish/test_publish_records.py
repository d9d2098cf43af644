import json

from publish_samples import (
    plain_document,
    quoted_reading,
    sample_capture,
    sample_reading,
    untranslated_reading,
)

from reportedly.model import Extraction, Reject, Stated
from reportedly.publish import (
    Reading,
    shown_speaker,
    speaker_name,
    to_extraction_json,
    to_reading_json,
)
from reportedly.publish.readings import mentions_by_id, not_extracted, rejects_of

ATTRIBUTION_KEYS = (
    "id source cue content carrier mode kind source_kind parent confidence parts speaker"
)
FIGURE_KEYS = "id span low high hedge unit measure population aspect as_of claim attribution"
EVENT_KEYS = (
    "id span type actor recipient actor_country recipient_country date place figures "
    "modality polarity certainty claim attribution"
)

ACT_KEYS = (
    "id span kinds actor object recipient origin place date figures "
    "modality polarity certainty claim attribution"
)


def sample_json():
    reading = sample_reading()
    return reading, to_extraction_json("given-id", reading.extraction)


def test_keys_stand_in_the_order_of_the_design():
    _, made = sample_json()
    assert " ".join(made) == (
        "id schema attributions claims figures dates places parties events acts rejected"
    )
    assert " ".join(made["attributions"][0]) == ATTRIBUTION_KEYS
    assert " ".join(made["claims"][0]) == "id attribution span modality polarity certainty"
    assert " ".join(made["figures"][0]) == FIGURE_KEYS
    assert " ".join(made["dates"][0]) == "id span value start end precision basis"
    assert " ".join(made["places"][0]) == "id span kind geonameid lat lon country precision"
    assert " ".join(made["parties"][0]) == "id span type name"
    assert " ".join(made["events"][0]) == EVENT_KEYS
    assert " ".join(made["acts"][0]) == ACT_KEYS


def test_identifier_is_the_callers_and_schema_is_fixed():
    _, made = sample_json()
    assert (made["id"], made["schema"]) == ("given-id", "reportedly.extraction/1")


def test_spans_are_lists_that_lead_to_the_words():
    reading, made = sample_json()
    text = reading.document.text
    quote = made["attributions"][4]
    assert [text[s:e] for s, e in quote["content"]] == [
        "We have agreed to clear the mines",
        "and we will stay until the last bridge carries trains again",
    ]
    assert quote["cue"] == [list(reading.extraction.attributions[4].cue.spans[0])]
    assert made["attributions"][2]["source"] == []


def test_claim_span_is_the_hull_of_its_anchor():
    reading, made = sample_json()
    claim = reading.extraction.claims[0]
    assert len(claim.anchor.spans) == 2
    assert made["claims"][0]["span"] == [claim.anchor.start, claim.anchor.end]


def test_figures_keep_what_was_printed():
    _, made = sample_json()
    killed = made["figures"][3]
    assert (killed["low"], killed["high"], killed["hedge"]) == (340, None, "at least")
    assert killed["population"] == "Norland soldiers"
    assert killed["as_of"] == "2025-03-01/2025-05-31"
    assert made["figures"][0]["claim"] is None


def test_event_place_is_a_name_and_actor_a_span():
    reading, made = sample_json()
    crossing, killing = made["events"]
    assert crossing["place"] == "Aster strait"
    assert killing["place"] is None
    assert killing["actor"] is None
    start, end = killing["recipient"]
    assert reading.document.text[start:end] == "Norland soldiers"


def test_speaker_is_name_or_own_words_or_null():
    _, made = sample_json()
    speakers = [a["speaker"] for a in made["attributions"]]
    assert speakers[0] == "Ada Lind"
    assert speakers[3] == "the ministry"
    assert speakers[2] is None


def test_shown_speaker_has_a_word_for_every_absence():
    reading = quoted_reading("", "Someone", "words")
    found = reading.extraction.attributions[0]
    mentions = mentions_by_id(reading.extraction)
    assert speaker_name(found, mentions) == "Someone"
    narrative = sample_reading().extraction.attributions[2]
    assert shown_speaker(narrative, {}) == "author's voice"
    bare = type(found)(found.content, mode="direct")
    assert speaker_name(bare, {}) is None
    assert shown_speaker(bare, {}) == "unnamed"


def test_speaker_of_another_document_falls_back_to_the_words():
    attribution = sample_reading().extraction.attributions[0]
    assert speaker_name(attribution, {}) == "Norland's defence minister Ada Lind"


def test_rejected_are_summed_and_sorted():
    _, made = sample_json()
    assert list(made["rejected"].items()) == [("no_anchor_date", 1), ("page_number", 3)]


def test_empty_extraction_has_every_key():
    made = to_extraction_json("x", Extraction("doc_x", rejected=(Reject("text", "language", 1),)))
    assert made["claims"] == []
    assert made["rejected"] == {"language": 1}


def test_json_is_plain():
    _, made = sample_json()
    assert json.loads(json.dumps(made)) == made


def test_reading_json_has_metadata_with_basis_and_no_text():
    reading = sample_reading()
    made = to_reading_json(reading)
    document = made["document"]
    assert document["published"]["basis"] == "embedded_post"
    assert document["author"] == {
        "value": None,
        "basis": "none",
        "where": "no by-line",
        "exact": None,
        "span": None,
    }
    assert document["text_hash"] == reading.document.text_hash
    assert document["capture"]["sha256"] == sample_capture().sha256
    assert document["alternatives"][0]["field"] == "title"
    assert made["extraction"]["id"] == reading.document.id
    assert "largest transfer since" not in json.dumps(made)
    assert json.loads(json.dumps(made)) == made


def test_reading_json_shows_a_digest_as_a_digest():
    made = to_reading_json(untranslated_reading())
    assert made["document"]["shown_publisher"] == "digest of Al-Marsa"
    assert made["document"]["capture"] is None


def test_reading_needs_no_capture():
    reading = sample_reading()
    assert Reading(reading.document, reading.extraction).capture is None


def kept_text(language: str | None, *reasons: str) -> Reading:
    document = plain_document("words", language=Stated(language, "detected", "x"))
    rejected = tuple(Reject(stage, r, 1) for r in reasons for stage in ("dates", "places"))
    return Reading(document, Extraction(document.id, rejected=rejected))


def test_why_a_text_was_not_extracted():
    assert not_extracted(kept_text("ru", "language_not_extracted:ru")) == (
        "claims are not read in its language (ru)"
    )
    assert not_extracted(kept_text(None, "language_not_extracted:und")) == (
        "claims are not read in its language (unknown)"
    )
    assert not_extracted(kept_text("en", "text_too_long")) == "it is too long to be read for claims"
    assert not_extracted(kept_text("en", "page_number")) is None
    assert not_extracted(kept_text("en-GB")) is None
    assert not_extracted(sample_reading()) is None


def test_the_reason_for_a_whole_text_is_not_counted_as_a_reject():
    assert rejects_of(kept_text("ru", "language_not_extracted:ru", "page_number")) == (
        "2 page number",
    )
