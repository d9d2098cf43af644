"""One document from text to records: which finder runs when, and the runs that vouch for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from reportedly.errors import UsageError
from reportedly.extract import acts, attributions, claims, dates, events, figures, parties, places
from reportedly.extract.figure_dates import date_by_utterance
from reportedly.extract.learned.weights import PACKAGE, Weights, find_weights, hash_weights
from reportedly.extract.syntax import hash_model, load_language, parse_passages
from reportedly.model import (
    Claim,
    Document,
    Extraction,
    Figure,
    Maker,
    Reject,
    Run,
    hash_settings,
)

if TYPE_CHECKING:
    from reportedly.extract.learned.network import Network

MAKERS: tuple[Maker, ...] = (
    parties.MAKER,
    dates.MAKER,
    places.MAKER,
    figures.MAKER,
    attributions.MAKER,
    claims.MAKER,
    events.MAKER,
    acts.MAKER,
)
LANGUAGES = frozenset({"en"})
Attributor = Literal["auto", "learned", "rules"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may set: the spaCy model, the table for vague counts, the longest text parsed.

    ``attribution`` says who finds who says what: "learned" is the model, "rules" the rules alone,
    "auto" the model where its weights are installed.
    """

    model: str | None = None
    vague: str = "none"
    longest: int = 1_000_000  # code points; about 170,000 words
    attribution: Attributor = "auto"


def plan_runs(document: Document, document_id: str, options: Options) -> tuple[Run, ...]:
    """The runs that an extraction of this document would consist of, without doing it.

    The identifier of a run covers everything its outcome depends on, so a ledger that has these
    runs need not extract again.
    """
    inputs = _hash_inputs(document_id, document.published.value, document.language.value)
    settings = hash_settings({"vague": options.vague, "longest": options.longest})
    weights = choose_weights(document, options)
    model = _hash_models(options, weights)
    return tuple(
        Run(maker.name, _maker(maker, weights), document_id, settings, model, inputs)
        for maker in MAKERS
    )


def _hash_models(options: Options, weights: Weights | None) -> str:
    parser = hash_model(options.model)
    if weights is None:
        return parser
    return hash_settings({"spacy": parser, "attribution": hash_weights(weights.folder)})


def _maker(stage: Maker, weights: Weights | None) -> Maker:
    """Who works at a stage: of attributions the model, where there are weights."""
    return attributions.LEARNED_MAKER if weights and stage == attributions.MAKER else stage


def choose_weights(document: Document, options: Options) -> Weights | None:
    """The weights that find who says what in a document; None for the rules alone.

    The rules take a document whose language the weights have not learned. Raises
    :class:`UsageError` (``no_weights``) where the model is asked for and not installed.
    """
    if options.attribution == "rules":
        return None
    weights = find_weights()
    if weights is None and options.attribution == "learned":
        raise UsageError(
            "no_weights",
            f"the attribution weights ({PACKAGE}) or onnxruntime are not installed; "
            "install them, or use --attribution rules",
        )
    if weights is not None and (document.language.value or "en") not in weights.languages:
        return None
    return weights


def _hash_inputs(*inputs: str | None) -> str:
    return hash_settings({str(n): value for n, value in enumerate(inputs)})


def skip_reason(document: Document, options: Options) -> str | None:
    """Why a document is kept without being extracted, or None."""
    language = document.language.value
    if language is not None and language not in LANGUAGES:
        return f"language_not_extracted:{language}"
    if len(document.text) > options.longest:
        return "text_too_long"
    return None


def extract_document(document: Document, options: Options = Options()) -> Extraction:
    """Everything found in a document. Pure: the same document gives the same records.

    A text in another language, or one that is too long, gives no records and says why in
    ``rejected``.
    """
    document_id = document.id
    runs = plan_runs(document, document_id, options)
    reason = skip_reason(document, options)
    if reason is not None:
        return Extraction(document_id, rejected=(Reject("attributions", reason, 1),), runs=runs)
    language = load_language(options.model)
    with language.memory_zone():  # words seen once do not stay for ever
        found = _find(document, document_id, options)
    return replace(found, runs=runs)


def _find(document: Document, document_id: str, options: Options) -> Extraction:
    text = document.text
    passages = parse_passages(document, load_language(options.model))
    mentions = parties.find_parties(document_id, text, passages)
    days, bad_days = dates.find_dates(
        document_id, text, document.segments, document.published.value
    )
    spots, bad_spots = places.find_places(document_id, text, passages)
    numbers, bad_numbers = figures.find_figures(document_id, text, passages, days, options.vague)
    weights = choose_weights(document, options)
    said, bad_said = attributions.find_attributions(
        document,
        document_id,
        passages,
        mentions,
        numbers,
        _load_network(weights) if weights is not None else None,
    )
    propositions = claims.find_claims(document_id, text, passages, said)
    numbers = date_by_utterance(_owned(numbers, propositions), said, passages, days)
    context = events.Context(said, propositions, mentions, days, spots, numbers)
    deeds = events.find_events(document_id, text, passages, context)
    done = acts.find_acts(document_id, text, passages, context)
    return Extraction(
        document=document_id,
        attributions=said,
        claims=propositions,
        figures=numbers,
        dates=days,
        places=spots,
        parties=mentions,
        events=tuple(sorted(deeds, key=lambda e: (e.anchor.start, e.id))),
        acts=done,
        rejected=_rejected(
            {
                "dates": bad_days,
                "places": bad_spots,
                "figures": bad_numbers,
                "attributions": bad_said,
            }
        ),
    )


def _load_network(weights: Weights) -> "Network":
    from reportedly.extract.learned.network import load_network  # numpy: only who reads pays

    return load_network(weights.folder)


def _owned(found: Sequence[Figure], propositions: Sequence[Claim]) -> tuple[Figure, ...]:
    """Figures with the claim and attribution they stand in: the smallest that holds them."""
    owned = []
    owner = events.ClaimIndex(propositions)
    for figure in found:
        claim = owner.of(figure.anchor.hull)
        if claim is not None:
            figure = replace(figure, claim=claim.id, attribution=claim.attribution)
        owned.append(figure)
    return tuple(owned)


def _rejected(counts: Mapping[str, Counter[str]]) -> tuple[Reject, ...]:
    return tuple(
        Reject(kind, reason, count)
        for kind, reasons in sorted(counts.items())
        for reason, count in sorted(reasons.items())
    )
