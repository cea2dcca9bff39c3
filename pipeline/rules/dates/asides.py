"""Dates told in passing: when something began or was issued, in a quotation, of what was said, not of what happened."""

from __future__ import annotations

import re

from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import CLAUSE_END
from pipeline.rules.dates.tenses import begins, sentence_before
from pipeline.rules.dates.verbs import is_perfect
from pipeline.rules.lexer import Text

#: `القرار الصادر في`, `الرسالة المؤرخة`: the date of a document, not of what is told.
_ISSUED = re.compile(
    r"(?:الصادره?|المورخه?|الموقعه?|الموقع عليه|مواليد|المولوده?|المصنوعه?|المبنيه?)"
    r"(?: في| بتاريخ)?(?: (?:يوم|عام|سنه))? $"
)
#: A clause is looked for in so many characters, a quotation in so many.
_CLAUSE, _REACH = 60, 160
#: A city, and no `كان`.
_CAN_THO = "كان ثو"


def opens(text: Text, start: int) -> bool:
    """`في عام 1945، قامت الثورة`: does a preposition before an offset open a sentence?"""
    told = [word for word in sentence_before(text, start) if word not in ("-", "–", "*", "•")]
    return [word.lstrip('"«“') for word in told] in (["في"], ["وفي"], ["ففي"])


def is_background(text: Text, start: int) -> bool:
    """Does an offset stand in a clause that منذ opens, or tell when something takes effect or a document was issued?"""
    before = text.text[max(0, start - _CLAUSE) : start]
    return "منذ " in CLAUSE_END.split(before)[-1] or begins(text, start) or _ISSUED.search(before) is not None


def is_spoken(text: Text, start: int) -> bool:
    """`على ما أفادت السلطات الأحد`: does a verb of saying stand nearest before a day, in its clause?"""
    told = CLAUSE_END.split(text.text[max(0, start - _CLAUSE) : start])[-1].replace(_CAN_THO, "").split()
    for word in reversed(told):
        if is_cue(word, "said"):
            return True
        if is_perfect(word):
            return False
    return False


def is_quoted(text: Text, start: int) -> bool:
    """Does an offset stand between quotation marks that open on its line?"""
    before = text.text[max(0, start - _REACH) : start].rpartition("\n")[2]
    return before.count('"') % 2 == 1 or before.rfind("«") > before.rfind("»")
