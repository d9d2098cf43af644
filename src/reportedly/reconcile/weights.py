"""How much findings within one text weigh, and why. From ``WEIGHTY`` (0.5) a reader should look.

A finding is weighty only where the words leave no innocent reading; whatever may be a matter of
another day, another contingent or another way of telling stays below.
"""

from typing import Final

SUM_HOLDS: Final = 0.1  # good to know, nothing to do
SUM_FAILS: Final = 0.7  # the words tie the numbers together, and they do not fit
OFFICE_NOW: Final = 0.8  # said to act now, or on a day given, in an office another one held
OFFICE_THEN: Final = 0.4  # in the simple past without a day: it may be told from earlier times
TWO_HOLDERS: Final = 0.6  # one text has two people act now in one office for one person
HEADLINE_FIGURE: Final = 0.5  # the headline's number stands nowhere in the body
SINCE_AND_WITHIN: Final = 0.5  # there since long ago, and yet all of it within a short stretch
TWO_FIGURES: Final = 0.3  # two numbers by one speaker: the words may leave out what differs
OTHER_PEOPLE: Final = 0.35  # fighters in one place, builders in another: a matter of words, mostly
TWO_WORDINGS: Final = 0.2  # one utterance quoted in two ways: translations differ
VAGUE_FIGURE: Final = 0.3  # a number of victims or troops from nobody in particular
VAGUE_DEED: Final = 0.2  # a deed from nobody in particular
