"""What the words around a date say: its modifier, which of two weekdays is meant, whether it is a date at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import Found, word_before
from pipeline.rules.dates.pointing import Relative, Weekday
from pipeline.rules.dates.values import Day
from pipeline.rules.lexer import Text
from pipeline.rules.numbers import modifiers

_RELATIONS = {"قبل": "before", "بعد": "after", "حوالي": "approx", "نحو": "approx", "قرابه": "approx", "زهاء": "approx"}
_NO_ADJECTIVE = (" الي ", " الا ", " الان", " الساعه", " التي ")
_WHOLE = ("ما يقرب من ", "ما يقارب ")
_COMPARED = ("اكثر من ", "اقل من ", "يزيد علي ", "يزيد عن ", "يقل عن ", "يقرب من ", "ما يقارب ")
_FUTURE = re.compile(r"[وف]?س[يتن][\u0621-\u064a]{2,}")
_NOT_FUTURE = re.compile(
    r"[وف]?(?:سي(?:اس|اد|ار|دن|ده|د$|دت|ناء|ول|طر|ناري|نما|ره$|ف$|تي$|رغي|راليون|من[زس])|ست(?:ه|ين|ون|اد|ار|وكهولم|يف|يفن|انلي|راتيجي)|سن(?:ه|وات|ين|وي|غافور|تر|دات))"
)
#: قد before a verb in the imperfect: it may happen yet.
_MAY = re.compile(r"(?:^| )[وف]?قد [يتن][\u0621-\u064a]{2,} ")
_REACH = 160


def modifier(text: Text, i: int, found: Found) -> tuple[int, str | None]:
    """Where the span begins after all, and its modifier; `i` is the index of its first atom."""
    if found.modifier is not None:
        return found.start, found.modifier
    if found.kind in ("date", "time", "period"):
        word = word_before(text, found.start)
        return found.start, _RELATIONS.get(word) or (_RELATIONS.get(word[1:]) if word[:1] in "وفبل" else None)
    if found.kind == "set":
        return found.start, None
    told = modifiers.before(text, i) or modifiers.behind(text, found.after, found.end)
    for whole in _WHOLE:
        if told == "approx" and text.text.endswith(whole, 0, found.start):
            return found.start - len(whole), told
    return found.start, told


def is_date(text: Text, found: Found) -> bool:
    """Does what was found mean a point or a stretch of time here? Weak forms need a word beside them that says so."""
    check = _CHECKS.get(found.rule)
    return check is None or check(text, found, word_before(text, found.start))


def is_name(text: Text, found: Found) -> bool:
    """Is a day and month the name of a street or a school (`شارع 30 أبريل`)?"""
    if found.rule not in ("day month", "numeric day") or not isinstance(found.value, Day) or found.value.year:
        return False
    return is_cue(word_before(text, found.start), "named_day")


def _is_today(text: Text, found: Found, word: str) -> bool:
    """Not `واليوم`, `أما اليوم`, `إلى اليوم` (nowadays), `في اليوم` (a day) and `اليوم الوطني`."""
    if text.text[found.start - 1 : found.start] in ("و", "ل") or word in ("في", "وفي") or is_cue(word, "nowadays"):
        return False
    if is_cue(word, "media"):
        return False
    if text.text.endswith("لاحق من ", 0, found.start) or text.text.startswith(" هناك", found.end):
        return False
    return not _adjective_behind(text, found.end)


def _is_near_day(text: Text, found: Found, word: str) -> bool:
    """Not `صحيفة الغد`, `من أجل غد أفضل`, `أسئلة الأمس`."""
    surface = text.text[found.start : found.end]
    if surface == "غد":
        return text.text[found.end : found.end + 1] != " " or text.text.startswith(" ال", found.end)
    return not (surface in ("الغد", "الامس") and (is_cue(word, "media") or _noun_before(text, found.start, word)))


def _noun_before(text: Text, start: int, word: str) -> bool:
    """Does a noun that it specifies stand before it (`أسئلة الأمس`), no particle and no name of time?"""
    at = bisect_left(text.atoms, start, key=lambda atom: atom.start) - 1
    timed = at >= 0 and text.atoms[at].end == start - 1
    return text.text[start - 1 : start] == " " and len(word) > 3 and word.endswith("ه") and not timed


def _is_this_day(text: Text, found: Found, word: str) -> bool:
    """Not `هذا اليوم الرياضي`."""
    day = isinstance(found.value, Relative) and found.value.grain == "day"
    return not (day and _adjective_behind(text, found.end))


def _is_all(text: Text, found: Found, word: str) -> bool:
    return text.text.strip(" .،") == text.text[found.start : found.end]


def _is_part(text: Text, found: Found, word: str) -> bool:
    """`في المساء`, but not `نشرة الظهر` and `الليلة الختامية`."""
    surface = text.text[found.start : found.end]
    if (
        surface == "الليله"
        and word not in ("في", "وفي")
        and text.text[found.start - 1 : found.start] in ("", " ", "\n")
    ):
        return not (_adjective_behind(text, found.end) or is_cue(word, "media"))
    noon = "ظهيره" in surface
    return not noon and is_cue(word, "part") and not _adjective_behind(text, found.end)


def _is_weekday(text: Text, found: Found, word: str) -> bool:
    """Not `صلاة الجمعة` and `بين الاثنين` (the two)."""
    return not is_cue(word, "weekday_no") and not (word in ("بين", "وبين") and isinstance(found.value, Weekday))


def _is_year(text: Text, found: Found, word: str) -> bool:
    """Not `المدير العام السابق`."""
    if not (isinstance(found.value, Relative) and found.value.grain == "year"):
        return True
    return not (is_cue(word, "title") or (found.anchored and word.lstrip("وفبلك").startswith("ال")))


def _is_count(text: Text, found: Found, word: str) -> bool:
    """`عقود` are contracts, unless a word of time stands beside them."""
    if not text.text[found.start : found.end].endswith(("عقود", "عقدين", "عقدان")):
        return True
    return is_cue(word, "measure") or text.text.startswith(" من الزم", found.end)


def _is_measured(text: Text, found: Found, word: str) -> bool:
    """A single unit is a measure behind a word that says so, or where it is said to be one or whole."""
    surface = text.text[found.start : found.end]
    behind = text.text[found.end : found.end + 8]
    if surface == "ليله" or behind.startswith((" مبكر", " متاخر")) or _adjective_behind(text, found.end):
        return False
    if is_cue(word, "again") and (text.text.endswith((f"{surface} {word} ", f"{surface}ا {word} "), 0, found.start)):
        return False
    if surface.endswith(("واحد", "واحده")) or behind.startswith((" كامل", " حداد", " صمت")):
        return True
    if surface not in ("يوم", "يوما") and (
        is_alone(text, found) or (word == "في" and not behind.strip(" ")[:1].isalpha())
    ):
        return True
    if text.text.endswith(_COMPARED, 0, found.start) or behind.startswith(" من الزم"):
        return True
    if surface.startswith("عقد") and behind[:1] == " " and behind[1:2].isalpha() and not behind.startswith(" من "):
        return False
    if text.text[found.start - 1 : found.start] == "ب":
        before = text.text[max(0, found.start - 40) : found.start]
        return "بعد" in before or "قبل" in before
    return is_cue(word, "measure")


def _adjective_behind(text: Text, end: int) -> bool:
    """Does a word with the article follow at once (`الليلة الختامية`, `اليوم الوطني`)?"""
    return text.text.startswith(" ال", end) and not text.text.startswith(_NO_ADJECTIVE, end)


_CHECKS: dict[str, Callable[[Text, Found, str], bool]] = {
    "today": _is_today,
    "yesterday": _is_near_day,
    "tomorrow": _is_near_day,
    "this unit": _is_this_day,
    "unit alone": _is_all,
    "single unit": _is_measured,
    "part alone": _is_part,
    "weekday": _is_weekday,
    "pointed unit": _is_year,
    "measure": _is_count,
}


def settle(text: Text, found: Found) -> Found:
    """Which weekday is meant: the coming one behind a verb of the future or alone on its line, else the last."""
    value = found.value
    if not isinstance(value, Weekday) or value.lean:
        return found
    alone = is_alone(text, found)
    if not alone and not is_cue(word_before(text, found.start), "deadline") and not is_to_come(text, found.start):
        return found
    return found._replace(value=Weekday(value.weekday, 1, value.part))


def is_alone(text: Text, found: Found) -> bool:
    """Does the expression fill its line, or what follows a colon on it?"""
    line = max(text.text.rfind("\n", 0, found.start), found.start - _REACH)
    before = text.text[line + 1 : found.start].strip(" ") if line >= 0 else text.text[: found.start].strip(" ")
    behind = text.text[found.end : found.end + 1]
    return (not before or before[-1] == ":") and (not behind or behind in "\n\r")


def is_to_come(text: Text, start: int) -> bool:
    """Does the sentence before an offset speak of the future?"""
    line = max(text.text.rfind("\n", 0, start), text.text.rfind(". ", 0, start), start - _REACH, 0)
    before = text.text[line:start].replace("«", " ").replace('"', " ")
    if "علي ان " in before or _MAY.search(before):
        return True
    return any(is_cue(w, "future") or (_FUTURE.fullmatch(w) and not _NOT_FUTURE.match(w)) for w in before.split())


def away(text: Text, found: Found) -> int:
    """-1 if a measure counts back from today (`قبل عامين`), 1 if on from it (`بعد شهر`), 0 if from neither."""
    if text.text.startswith(" من ", found.end) or isinstance(found.value, Relative):
        return 0
    word = word_before(text, found.start)
    word = word[1:] if word[:1] in ("و", "ف") and len(word) > 3 else word
    return {"قبل": -1, "منذ": -1, "بعد": 1}.get(word, 0)


def from_now(text: Text, found: Found) -> int:
    """-1 for the last so many units (`السنوات العشر الماضية`, `آخر 3 سنوات`), 1 for the next, 0 for other measures."""
    if word_before(text, found.start) in ("اخر", "واخر"):
        return -1
    if found.rule != "measure from now":
        return 0
    word = text.text[found.start : found.end].rsplit(" ", 1)[-1]
    return 1 if word.startswith(("القادم", "المقبل", "التالي", "الاتي", "اللاحق")) else -1
