"""The words, numbers and marks that the grammar of dates reads."""

import re
from typing import Final, NamedTuple

from reportedly.model import Span

Kind = str  # "word", "number", "ordinal", "date" (digits with separators), "mixed", "mark", "end"


class Token(NamedTuple):
    """A token: its kind, its text in lower case, its place, its number where it has one."""

    kind: Kind
    low: str
    start: int
    end: int
    number: int = -1
    capital: bool = False


END: Final = Token("end", "", -1, -1)

# Each alternative reads forward without overlap, so scanning takes time in proportion to the text.
_TOKEN = re.compile(
    r"""
      (?P<word>[^\W\d_]+(?=[^\w]|$))
    | (?P<date>[0-9]{4,6}(?P<s1>[-/.])[0-9]{1,2}(?P=s1)[0-9]{1,2}(?![0-9])(?=T[0-9]|[^\w/]|$)
        | [0-9]{1,2}(?P<s2>[-/.])[0-9]{1,2}(?P=s2)[0-9]{4}(?![\w/])
        | [0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2})?(?![\w/]|\.[0-9])
        | (?:19|20)[0-9]{6}(?!\w)
        | [0-9]{4}-[0-9]{1,2}(?![\w-]))
    | (?P<mixed>[0-9]+(?:[.,:][0-9]+)+\w*)
    | (?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th)(?!\w))
    | (?P<number>[0-9]{1,6}(?!\w))
    | (?P<other>\w+)
    | (?P<mark>[^\w\s]|\n[ \t]*\n)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def scan(text: str, span: Span) -> list[Token]:
    """Tokens of a stretch of text, and enough of :data:`END` that a reader need not count."""
    tokens = []
    for match in _TOKEN.finditer(text, *span):
        kind, word = match.lastgroup or "mark", match[0]
        start, end = match.span()
        if kind == "word":
            tokens.append(Token(kind, word.lower(), start, end, -1, word[0].isupper()))
        elif kind == "number":
            tokens.append(Token(kind, word, start, end, int(word)))
        elif kind == "ordinal":
            tokens.append(Token(kind, word.lower(), start, end, int(word[:-2])))
        else:
            tokens.append(Token("mixed" if kind == "other" else kind, word.lower(), start, end))
    tokens.extend([END] * 12)
    return tokens


def touches(left: Token, right: Token) -> bool:
    """Whether nothing stands between two tokens."""
    return left.end == right.start
