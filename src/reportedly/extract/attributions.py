"""Attributions by rules over syntax and quotation marks: source, cue and content.

Order of work: quotations with a speaker beside them; each cue of a sentence with its subject and
what it governs; turns of a transcript; quotations that no cue reached; chains; lists and block
quotations below the one who announces them; counts that go on from the sentence before; posts as
carriers; then the author's own voice for all words that are left.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from reportedly.extract.announced import find_announcements, quote_below
from reportedly.extract.beside import Beside, find_beside
from reportedly.extract.carried import carry_over
from reportedly.extract.chains import link_chains
from reportedly.extract.continued import give_quotations
from reportedly.extract.cued import CueReader
from reportedly.extract.drafts import Draft, make_attributions
from reportedly.extract.joining import join_drafts, keep_whole
from reportedly.extract.lists import extend_lists
from reportedly.extract.narrative import find_narrative
from reportedly.extract.posts import carry_posts
from reportedly.extract.quotes import QuoteIndex, find_quotes
from reportedly.extract.signed import find_signed
from reportedly.extract.speakers import Speakers
from reportedly.extract.syntax import Passage
from reportedly.extract.turns import find_turns
from reportedly.model import Attribution, Document, Figure, Maker, Mention, Span

if TYPE_CHECKING:
    from reportedly.extract.learned.network import Network

MAKER: Final = Maker("attributions", 1)  # by rules alone
LEARNED_MAKER: Final = Maker("attributions.learned", 1)  # with a network's weights


def find_attributions(
    document: Document,
    document_id: str,
    passages: Sequence[Passage],
    mentions: Sequence[Mention],
    figures: Sequence[Figure] = (),
    network: "Network | None" = None,
) -> tuple[tuple[Attribution, ...], Counter[str]]:
    """All attributions, narrative included, in order; and counts of what was refused.

    Only where ``figures`` are given are their counts carried over to later sentences. With a
    ``network`` what it finds comes before what the rules find.
    """
    found, unpaired = find_quotes(document.text, document.segments)
    quotes = QuoteIndex(found)
    speakers = Speakers(document.text, mentions)
    reader = CueReader(document.text, quotes, speakers, _beside(passages, quotes))
    drafts = [
        draft
        for passage in passages
        for sentence in passage.sentences
        for draft in reader.read(passage, sentence)
        if draft.content
    ]
    if network is not None:
        from reportedly.extract.learned.drafts import RelationReader

        own = Speakers(document.text, mentions)  # "he" is who spoke last in the order of reading
        learned = RelationReader(document.text, passages, quotes, own)
        read = keep_whole(learned.read(document, network), figures)
        drafts = join_drafts(document.text, quotes, drafts, read)
    drafts += find_turns(document, speakers)
    drafts += find_signed(document, quotes, speakers, drafts)
    announced = find_announcements(passages, speakers)
    drafts += quote_below(document, announced)
    drafts = link_chains(give_quotations(document, quotes, _without_echoes(drafts)))
    drafts = extend_lists(document, drafts)
    drafts = carry_over(document.text, passages, drafts, figures, announced)
    drafts = carry_posts(document, speakers, drafts)
    drafts += find_narrative(document, passages, drafts)
    refused = reader.refused
    refused.update({"unpaired_quotation_mark": unpaired} if unpaired else {})
    return make_attributions(document_id, document.text, drafts, quotes), refused


def _beside(passages: Sequence[Passage], quotes: QuoteIndex) -> dict[Span, list[Beside]]:
    """Quotations with their speakers, by the span of the cue beside them."""
    by_cue: dict[Span, list[Beside]] = {}
    for beside in find_beside(passages, quotes):
        by_cue.setdefault(beside.passage.span(beside.cue), []).append(beside)
    return by_cue


def _without_echoes(drafts: Sequence[Draft]) -> list[Draft]:
    """Without source-less drafts whose content another draft gives to somebody."""
    owned = {d.content for d in drafts if d.source is not None}
    return [d for d in drafts if d.source is not None or d.content not in owned]
