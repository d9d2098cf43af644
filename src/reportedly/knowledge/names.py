"""How printed names of places are compared."""

import unicodedata

_MARKS = str.maketrans("’‘ʼ`ʻ-\t\n", "'''''   ")


def fold_name(name: str) -> str:
    """A name without case, accents, hyphens and stray white space.

    >>> fold_name("Rasŏn"), fold_name("Bab  el-Mandeb")
    ('rason', 'bab el mandeb')
    """
    name = name.translate(_MARKS)
    if not name.isascii():
        apart = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(name.casefold().split())
