"""Is a unit without a number a measure of time: "بعد عام", "خلال شهر", "قبل عقود", but not "يوم من الأيام"?"""

from __future__ import annotations

from pipeline.rules.dates import tenses
from pipeline.rules.dates.cues import is_cue
from pipeline.rules.dates.found import Found
from pipeline.rules.dates.part_alone import adjective_behind
from pipeline.rules.lexer import Text

#: Units in the accusative that are no other word: `أمهل البلدية شهرًا`, `عاش أسبوعًا في القرية`.
_ACCUSATIVE = frozenset({"شهرا", "اسبوعا"})
#: Behind ل: `لعام` is mostly that of a name.
_SHORT = frozenset({"ساعه", "دقيقه", "ليله", "اسبوع"})
_STOPS = ("", "،", ".", "؛", "\n", ")", '"', "»")
_COMPARED = ("اكثر من ", "اقل من ", "يزيد علي ", "يزيد عن ", "يقل عن ", "يقرب من ", "ما يقارب ")


def is_measured(text: Text, found: Found, word: str) -> bool:
    """A single unit is a measure behind a word that says so, or where it is said to be one or whole."""
    surface = text.text[found.start : found.end]
    behind = text.text[found.end : found.end + 8]
    if surface == "ليله" or behind.startswith((" مبكر", " متاخر")) or adjective_behind(text, found.end):
        return False
    if is_cue(word, "again") and (text.text.endswith((f"{surface} {word} ", f"{surface}ا {word} "), 0, found.start)):
        return False
    if surface.endswith(("واحد", "واحده")) or behind.startswith((" كامل", " حداد", " صمت", " اضافي")):
        return True
    if surface in _SHORT and text.text[found.start - 1 : found.start] == "ل":  # ولم نتدرب إلا لساعة
        return behind[:1] in _STOPS or behind.startswith((" حين ", " فقط"))
    if surface not in ("يوم", "يوما") and (
        tenses.is_alone(text, found) or (word == "في" and not behind.strip(" ")[:1].isalpha())
    ):
        return True
    if text.text.endswith(_COMPARED, 0, found.start) or behind.startswith(" من الزم"):
        return True
    if surface.startswith("عقد") and behind[:1] == " " and behind[1:2].isalpha() and not behind.startswith(" من "):
        return False
    if text.text[found.start - 1 : found.start] == "ب":
        before = text.text[max(0, found.start - 40) : found.start]
        return "بعد" in before or "قبل" in before
    if surface in _ACCUSATIVE and word != "كم":
        return not behind.startswith((" بعد", " تلو", " اثر"))
    return is_cue(word, "measure")


def is_count(text: Text, found: Found, word: str) -> bool:
    """`عقود` are contracts, unless a word of time stands beside them."""
    if not text.text[found.start : found.end].endswith(("عقود", "عقدين", "عقدان", "عقدا")):
        return True
    compared = text.text.endswith(_COMPARED, 0, found.start)
    within = word in ("في", "وفي") and not text.text[found.end : found.end + 2].strip(" ").isalnum()
    return compared or within or is_cue(word, "measure") or text.text.startswith((" من الزم", " فقط"), found.end)
