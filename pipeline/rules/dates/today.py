"""Is اليوم the day of publication, or these days, a day of something, the name of a paper?"""

from __future__ import annotations

import re

from pipeline.rules.dates import programme
from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import Found
from pipeline.rules.dates.part_alone import adjective_behind
from pipeline.rules.lexer import Text

#: An adjective in ي, or an ordinal.
_NISBA = re.compile(
    r" ال(?:[\u0621-\u064a]+ي|اول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|اخير)(?![\u0621-\u064a])"
)
#: Adjectives of a day that are no nisba.
_ADJECTIVES = frozenset(
    {"المفتوح", "الموعود", "الواحد", "الجديد", "الحافل", "الطويل", "الكامل", "المشهود", "الحزين", "الكبير"}
)
_CLAUSE = re.compile(r"[\n.،:؛]")
#: The verb stands so many words before the day at most, in so many characters.
_WORDS, _NEAR = 4, 60
#: `غسلت الجدران أمس، واليوم جاء الطين`.
_YESTERDAY = re.compile(r"(?<![\u0621-\u064a])امس(?! (?:القريب|البعيد))[^.\n]*$")
_WORD_BEHIND = re.compile(r" ([\u0621-\u064a]+)")
_SENTENCE = re.compile(r'(?:^|[\n.؟!] ?|["«“])$')
#: `اليوم 2`, a heading: the second day of something.
_NUMBERED = re.compile(r" [0-9]{1,2} ?(?::|\n|$)")


def is_today(text: Text, found: Found, word: str) -> bool:
    """Not `واليوم`, `أما اليوم`, `وهي اليوم`, `إلى اليوم` (nowadays), `في اليوم` (a day) and `اليوم الوطني`."""
    attached = text.text[found.start - 1 : found.start]
    if (
        attached == "ل"
        or (attached == "و" and not _YESTERDAY.search(text.text, max(0, found.start - _NEAR), found.start))
        or word in ("في", "وفي")
    ):
        return False
    if is_cue(word, "nowadays") and found.flag is None:
        return False
    if is_cue(word, "media"):
        return False
    if any(is_cue(verb, "became") for verb in _clause(text, found)):
        return False  # صار الزبائن اليوم فنادق
    behind = _WORD_BEHIND.match(text.text, found.end)
    if (
        behind is not None
        and is_cue(behind[1], "these_days")
        and _SENTENCE.search(text.text, max(0, found.start - 3), found.start)
    ):
        return False
    if _NUMBERED.match(text.text, found.end) and programme.begins_line(text.text, found.start):
        return False
    if text.text.endswith("لاحق من ", 0, found.start) or text.text.startswith(" هناك", found.end):
        return False
    if not adjective_behind(text, found.end) or found.flag is not None:
        return True
    return not _NISBA.match(text.text, found.end) and (_is_verb(word) or _tells(text, found, behind))


def _tells(text: Text, found: Found, behind: re.Match[str] | None) -> bool:
    """`التقى الرئيس اليوم السفير`: does a verb open the clause, whose object may follow the day?"""
    told = any(is_cue(word, "happened") or is_cue(word, "reported") for word in _clause(text, found))
    return told and behind is not None and behind[1] not in _ADJECTIVES


def _clause(text: Text, found: Found) -> list[str]:
    """The last words of the clause before the day."""
    return _CLAUSE.split(text.text[max(0, found.start - _NEAR) : found.start])[-1].split()[-_WORDS:]


def _is_verb(word: str) -> bool:
    """`اختتمت اليوم الدورة`: is it a verb, whose subject may follow the day?"""
    feminine = word.endswith("ت") and not word.endswith("ات") and not word.startswith("ال")
    return feminine or is_cue(word, "happened") or is_cue(word, "scheduled") or is_cue(word, "reported")
