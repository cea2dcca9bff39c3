"""The day of publication, read off a page's own source line where the metadata do not tell it."""

from __future__ import annotations

import re
from datetime import date

from pipeline.rules.view import fold

#: A source line stands near the head of a page and holds little else than the name of the paper and the date.
_HEAD = 3000
_LINES = 25
_LONGEST = 90
_DATE = re.compile(r"(?<![0-9/.\-])([0-9]{1,2})([/.\-])([0-9]{1,2})\2((?:19|20)[0-9]{2})(?![0-9/\-])")
_CLOCK = re.compile(r"[0-9]{1,2}[:h][0-9]{2}(?: ?(?:GMT|UTC) ?[+-]?[0-9]{1,2})?")
_WORD = re.compile(r"[^\W\d_]+")
#: Words that a line in Arabic letters must begin with to be a source line.
_PAPERS = frozenset({"صحيفه", "جريده", "مجله", "وكاله", "موقع", "بوابه", "تلفزيون", "اذاعه", "المصدر", "مصدر"})
_MOST_WORDS = 14


def infer_published(text: str) -> date | None:
    """The date of the source line in a page's head: "Báo Quốc Tế18/07/2023", "VNA - 18/07/2023", "16/05/2025 10:07".

    None where there is no such line, or where two of them tell different days. A line of running text with a date
    in it is no source line.
    """
    days = {day for line in text[:_HEAD].splitlines()[:_LINES] if (day := _of_line(line.strip())) is not None}
    return days.pop() if len(days) == 1 else None


def _of_line(line: str) -> date | None:
    if not 8 <= len(line) <= _LONGEST:
        return None
    folded = fold(line)
    found = _DATE.findall(folded)
    if len(found) != 1:
        return None
    if not _is_source(_WORD.findall(_CLOCK.sub(" ", folded))):
        return None
    day, _, month, year = found[0]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _is_source(words: list[str]) -> bool:
    """Is what stands beside the date the name of a paper, or nothing? Names in Latin letters are believed."""
    arabic = [word for word in words if "\u0600" <= word[0] <= "\u06ff"]
    if len(words) > _MOST_WORDS or (words and words[0] == "Anh"):
        return False
    return not arabic or arabic[0] in _PAPERS or arabic[0].removeprefix("ال") in _PAPERS
