"""Facts made as records, without a text that was read: for properties and for size."""

from reportedly.model import Claim, Figure, Span, make_anchor
from reportedly.reconcile import Answer, Facts, Header, Population, Voice, find_scopes

TEXT = "He said that several hundred soldiers died there."


def make_facts(
    n: int,
    *,
    day: str,
    line: str,
    number: float | None,
    planned: bool = False,
    measure: str = "killed",
    population: str = "TD:military",
    country: str | None = None,
) -> Facts:
    """A document with one answer to one question."""
    document = f"doc_{n:08}"
    header = Header(document, "The Gazette", "The Gazette", None, None, None, day, "report", None)
    anchor = make_anchor(document, TEXT, "figure", [Span(13, 37)])
    claim = Claim(
        f"att_{n}",
        0,
        make_anchor(document, TEXT, "claim", [Span(13, 48)]),
        modality="planned" if planned else "done",
    )
    iso, _, kind = population.partition(":")
    figure = Figure(anchor, number, number, hedge="several hundred", measure=measure)
    answer = Answer(
        header=header,
        figure=figure,
        voice=Voice(line, line, "named", country, "one name"),
        claim=claim,
        sentence=make_anchor(document, TEXT, "evidence", [Span(0, len(TEXT))]),
        population=Population(iso, kind, "made"),  # type: ignore[arg-type]
        places=(),
        said=day,
        as_of=None,
    )
    return Facts(header, (answer,), (), scopes=find_scopes([answer]))
