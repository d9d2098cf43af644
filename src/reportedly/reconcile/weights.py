"""How much findings weigh, and why. From ``WEIGHTY`` (0.5) a reader should look.

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

# ------------------------------------------------------------------ against other texts

STALE: Final = 0.8  # an old number from nobody in particular, and others have come since
STALE_SOURCED: Final = 0.6  # the same, but the text says whose number it is
UNSURE_FIGURE: Final = 0.45  # at most: little but the people and the number is shared
CONFLICT_SAME_SPEAKER: Final = 0.7  # a number that other texts do not have that speaker give
CONFLICT_UNSOURCED: Final = 0.55  # a number from nobody against one from somebody
CONFLICT_OTHERS: Final = 0.35  # two speakers differ, and the text says whose number it gives
SCOPE_MEASURE: Final = 0.6  # the dead here, all casualties there, under one number
SCOPE_TIME: Final = 0.5  # there now here, those who came first there, under one number
SAME_NUMBER: Final = 0.2  # other speakers give it too
FIRST_SOURCE: Final = 0.4  # nobody in particular here, somebody in an earlier text
DATE: Final = 0.75  # another day for a deed done once, in texts of two owners or more
DATE_ONE_TEXT: Final = 0.6  # the same in texts of one owner
STILL_TO_COME: Final = 0.55  # to come here, done in a text of before
START: Final = 0.75  # there since before the first arrival that is reported
START_ONE_KIND: Final = 0.5  # there since before all other beginnings, none of them an arrival
OTHER_SPEAKER: Final = 0.65  # an utterance that other texts give to somebody else
OTHER_BODY: Final = 0.55  # the same, to another body of one state
OTHER_BY_PRONOUN: Final = 0.4  # the same, where "he" is our reading
SAME_WORDS: Final = 0.15  # quoted elsewhere for the same speaker
DONE: Final = 0.55  # done here, only announced in all other texts
GOING_ON: Final = 0.4  # going on here: "is sending" may be said of what is to come
ATTRIBUTED: Final = 0.35  # the text says who has it so
PARTS: Final = 0.5  # one number of fighters here, its parts and other people there
PLACE_MORE: Final = 0.4  # other texts name a further country for it
PLACE_OTHER: Final = 0.45  # other texts name another country for it
DENIAL: Final = 0.45  # somebody denies elsewhere what stands here without a word of it
