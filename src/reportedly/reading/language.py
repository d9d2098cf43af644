"""The language of a text: by script where that settles it, else by py3langid, with caution.

English is what the ledger extracts, so a wrong "not English" loses a text. Short, all-capital and
name-heavy texts therefore end as "undetermined", never as a chance find.
"""

import re
from collections import Counter
from functools import cache
from typing import Any

from reportedly.model import Stated, absent

_SCRIPTS = (
    ("latin", "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"),
    ("cyrillic", "Ѐ-ԯ"),
    ("hangul", "ᄀ-ᇿㄱ-ㆎ가-힣"),
    ("kana", "぀-ヿㇰ-ㇿ"),
    ("han", "㐀-鿿"),
    ("arabic", "ؠ-يٮ-ۓݐ-ݿ"),
    ("greek", "Ͱ-Ͽἀ-῿"),
    ("hebrew", "א-ת"),
    ("thai", "ก-๎"),
    ("armenian", "Ա-և"),
    ("georgian", "Ⴀ-ჿ"),
    ("devanagari", "ऄ-ह"),
)
_SCRIPT_COUNTERS = tuple((name, re.compile(f"[{chars}]+")) for name, chars in _SCRIPTS)
_SETTLED = {
    "hangul": "ko",
    "greek": "el",
    "hebrew": "he",
    "thai": "th",
    "armenian": "hy",
    "georgian": "ka",
    "kana": "ja",
    "han": "zh",
}
_CHOICES = {
    "latin": "en de fr es it pt nl sv da no fi pl cs sk hu ro hr sl sq et lv lt tr az vi id ms tl"
    " sw ca gl eu ga is mt af",
    "cyrillic": "ru uk be bg sr mk kk ky mn tg",
    "arabic": "ar fa ur ps ug",
    "devanagari": "hi mr ne",
}
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|a|an|is|are|was|were|that|for|with|on|by|as|at|from|said|says|has|have"
    r"|had|will|would|its|it|he|she|they|not|be|been|this|which|after)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_NOT_PROSE = re.compile(r"https?://\S+|\bpic\.\S+|@\w+|#\w+")
SHORT = 20  # letters below which nothing is said where several languages share the script
FEW = 4  # letters that settle it where the script belongs to one language
_SAMPLE = 2000  # characters from each of three places of a long text
_CONFIDENT = 0.9  # share needed to call a text anything but English
_LIKELY = 0.25  # share that is enough for English
_ENGLISH_CLEAR = 0.2  # share of function words that overrides the classifier


def detect_language(text: str) -> Stated:
    """The language of ``text`` as ISO 639-1, or an absence with the reason."""
    sample = _NOT_PROSE.sub(" ", _take_sample(text))
    letters = _count_scripts(sample)
    total = letters.total()
    script, count = letters.most_common(1)[0]
    if total >= FEW and script not in _CHOICES and count > total / 2:
        return _by_script(letters, script, total)
    if total < SHORT or script not in _CHOICES:
        return absent(f"undetermined: {total} letters are too few to tell a language")
    return _classify(sample, script)


def _take_sample(text: str) -> str:
    """The text, or of a long one its beginning, middle and end."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _count_scripts(sample: str) -> Counter[str]:
    counts = {
        name: sum(len(run) for run in letters.findall(sample)) for name, letters in _SCRIPT_COUNTERS
    }
    # Japanese mixes Han with kana: a tenth of kana makes it Japanese.
    if counts["kana"] * 10 > counts["han"]:
        counts["kana"], counts["han"] = counts["kana"] + counts["han"], 0
    return Counter(counts)


def _by_script(letters: Counter[str], script: str, total: int) -> Stated:
    return Stated(_SETTLED[script], "detected", f"script: {letters[script] / total:.2f} {script}")


def _classify(sample: str, script: str) -> Stated:
    prose = sample.lower() if sample.upper() == sample else sample
    english = _english_share(prose) if script == "latin" else 0.0
    value, confidence = _rank(prose, script)
    where = f"py3langid {confidence:.2f}"
    if value != "en" and english >= _ENGLISH_CLEAR:
        return Stated("en", "detected", f"{english:.2f} English function words, against {where}")
    if confidence >= (_LIKELY if value == "en" else _CONFIDENT):
        return Stated(value, "detected", where)
    if english >= _ENGLISH_CLEAR / 2:
        return Stated("en", "detected", f"{english:.2f} English function words, {where}")
    return absent(f"undetermined: py3langid prefers {value} with {confidence:.2f} only")


def _english_share(sample: str) -> float:
    words = sum(1 for _ in _WORD.finditer(sample))
    return sum(1 for _ in _ENGLISH.finditer(sample)) / max(words, 12)


def _rank(prose: str, script: str) -> tuple[str, float]:
    """The likeliest of the languages written in ``script`` and its share among them."""
    choices = _CHOICES[script].split()
    ranked = [(value, share) for value, share in _load_model().rank(prose) if value in choices]
    value, share = ranked[0]
    return value, share / (sum(s for _, s in ranked) or 1.0)


@cache
def _load_model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
