"""Texts that are not articles: nothing raises, anchors hold, and time grows with length alone."""

import random
import time
from collections.abc import Callable

import pytest

from reportedly.model import Extraction

Extract = Callable[..., Extraction]

chance = random.Random(7)
WORDS = ["The", "minister", "said", "on", "Tuesday", "that", "at", "least", "40", "men", "died"]
MARKS = ["“", "”", '"', "''", "«", "»", "„", "‘‘", "’’", "``"]


def words(n: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(n))


def turns(n: int) -> str:
    names = ("ANNA BELL", "REPORTER", "MR. HOLT")
    return "\n".join(
        f"{chance.choice(names)}: We said that {chance.randint(1, 9999)} troops were sent on June "
        f"{chance.randint(1, 30)}, 2025 to Busan, and he told us “it is fine”."
        for _ in range(n)
    )


SMALL = {
    "empty": "",
    "spaces": "  \n \n",
    "a dot": ".",
    "a headline": "Two ships seized near Busan",
    "capitals": "THE MINISTER SAID THAT 40 SOLDIERS WERE KILLED IN KURSK ON MONDAY. " * 30,
    "no punctuation": words(600),
    "right to left": "قال الوزير said الوزير that 40 جنود были убиты 在 Kursk. \u202eabc\u202c "
    * 20,
    "NUL bytes": "The minister\0 said\0 that 40\0 soldiers died in Ku\0rsk.\0" * 20,
    "combining": "The\u0301\u0301 mini\u0308ster said\u0301 that 4\u03010 died. " * 20
    + "\u0301" * 999,
    "emoji": "👩‍👩‍👧‍👦 said 👨‍🚀 that 40 🏴󠁧󠁢󠁥󠁮󠁧󠁿 soldiers died 🇷🇺🇰🇵. " * 30,
    "400 digits": ("9" * 400 + " soldiers and " + ",".join(["999"] * 130) + " troops died. ") * 9,
    "odd dates": "On 3 May 0000, 3 May 99999, 0000-01-01, 31 June 2025; in 0000. 300 years ago. "
    * 9,
    "upside-down ranges": "between 90 and 10; 5,000 to 3,000 troops; 10-5 men. " * 40,
    "broken numbers": "1,00,0 .5. 5..6 1/0 0/0 1e999 5e-999 1,2,3,4 --5 $-€ $$5 ½½ 2½3 5%% 7th8 "
    "1.2.3.4 +44-20-7946-0000 00:00:00 100k-m 9/11/ minus minus half half of a third third " * 9,
    "lists below colons": "He said:\n- 40 men\n- 50 men\n\n" * 40,
    "line ends": "He said yes.\r\nShe said no.\r" * 60,
    "separators": "He said\u2028yes.\u0085She\u200b said\ufeff no.\x1c" * 40,
    "nested denials": "He denied that " * 200 + "it rains.",
    "a long word": "a" * 20_000,
}


@pytest.mark.parametrize("text", SMALL.values(), ids=SMALL)
def test_odd_texts_are_read_soundly(extract: Extract, text: str) -> None:
    extract(text)
    extract(text, None)


# Each text is given as a maker: (times) -> text of that many times the unit length.
GROWING: dict[str, Callable[[int], str]] = {
    "one sentence": lambda n: words(2_500 * n) + ".",
    "a transcript": lambda n: turns(150 * n),
    "quotation marks": lambda n: "".join(chance.choice(MARKS) + "word " for _ in range(500 * n)),
    "open quotations": lambda n: "“The minister said “no ” " * (250 * n),
    "quoted paragraphs": lambda n: "“We left the town at noon.\n" * (250 * n),
    "posts": lambda n: "Ships left, he said.\n— Anna Bell (@anna) June 18, 2025\n\n" * (100 * n),
    "numbers": lambda n: " ".join(map(str, range(1_500 * n))),
    "ranges": lambda n: "5 to 6-7 between 8 and 9 or " * (200 * n),
    "hedges and money": lambda n: "at least more than $5 million of a third of " * (150 * n),
    "shares and dates": lambda n: "half of it on 3 May 2025 and " * (150 * n) + "said he.",
    "it and the agency": lambda n: "The NIS said it said. The agency said it left. " * (100 * n),
    "number words": lambda n: "two three hundred thousand and " * (250 * n),
    "said said": lambda n: "said " * (1_250 * n),
    "according to according to": lambda n: "according to " * (750 * n) + "him",
    "he said that he said": lambda n: "He said that " * (400 * n) + "it rains.",
    "reportedly": lambda n: "reportedly " * (600 * n),
    "brackets": lambda n: "(" * (1_200 * n) + ")" * (1_200 * n),
    "weekdays": lambda n: "Monday " * (1_500 * n),
    "names": lambda n: " ".join(f"Mr A{i}ov said hello." for i in range(200 * n)),
    "regions": lambda n: "Kursk region " * (500 * n),
}


@pytest.mark.slow
@pytest.mark.parametrize("make", GROWING.values(), ids=GROWING)
def test_time_grows_no_faster_than_the_text(extract: Extract, make: Callable[[int], str]) -> None:
    extract("The minister said that 40 soldiers were killed in Kursk on Monday.")  # loads tables

    def seconds(times: int) -> float:
        text = make(times)
        start = time.process_time()
        extract(text)
        return time.process_time() - start

    small, large = seconds(1), seconds(3)
    # Three times the text in 3 times the time is linear, 9 times would be quadratic. What is
    # constant, and a busy machine, only make the ratio uncertain; a second is never the issue.
    assert large < max(6.5 * small, 1.0)


@pytest.mark.slow
def test_a_transcript_of_fifty_thousand_words_keeps_its_figures(extract: Extract) -> None:
    text = turns(2_500)
    assert len(text.split()) > 50_000
    found = extract(text)
    assert len(found.figures) == 2_500
    assert len(found.dates) == 2_500
