"""The rules' words: TSV files in, one table of surfaces out.

Every `*.tsv` in a folder beside this module is read. Its first line names the columns; a `#` begins
a comment line:

    surface   category   value   takes   source

* `surface`: the word as `view.fold` spells it (ثلاثه, not ثلاثة). It may be a phrase (words with one space between);
* `category`: what the word is (`unit`, `month`, …). A surface may stand in several categories, in each of them once;
* `value`: what it means; a whole number is also at hand as `Entry.number`;
* `takes`: what may be attached before it: `p` the particles و ف ب ل ك and their pairs, `d` the article ال (also after
  a particle, and as لل where ل has swallowed its alif), `pd` both, `-` nothing;
* `source`: where the word comes from.

`table()` derives all attached forms once. A text's word is looked up there by one dict access.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pipeline.errors import JisrError
from pipeline.rules.view import fold

COLUMNS = ("surface", "category", "value", "takes", "source")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
PARTICLES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك")


class Entry(NamedTuple):
    """A row of a lexicon. `number` is the value as a whole number, -1 if it is none; `row` is "file:line"."""

    surface: str
    category: str
    value: str
    takes: str
    source: str
    number: int
    row: str


class Reading(NamedTuple):
    """How a surface is read: `particle` is attached before the word, and a span begins `skip` characters later.

    `definite` where the word has the article ال (or has swallowed it in لل).
    """

    entry: Entry
    particle: str = ""
    skip: int = 0
    definite: bool = False


#: The readings of one surface, by category.
Readings: TypeAlias = dict[str, Reading]


class Table(NamedTuple):
    """`words`: surface → readings, none where it only begins a phrase.

    `phrases`: a phrase's first word → (phrase, readings), longest first.
    """

    words: dict[str, Readings]
    phrases: dict[str, list[tuple[str, Readings]]]


@cache
def table() -> Table:
    """The table of all lexicons, built at the first call (some hundredths of a second)."""
    with _no_collection():
        return build([entry for path in sorted(Path(__file__).parent.glob("*/*.tsv")) for entry in read(path)])


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without Python's garbage collector, which would walk the growing table again and again: a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def read(path: Path) -> list[Entry]:
    """Read one TSV file. Raises JisrError on a wrong head or row, or a surface that is not folded."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise JisrError("wrong head", where=f"{path.name}:1", expected=" ".join(COLUMNS) + ", with tabs between")
    return [
        _entry(line.split("\t"), f"{path.parent.name}/{path.name}:{number}")
        for number, line in enumerate(lines[1:], start=2)
        if line and not line.startswith("#")
    ]


def build(rows: list[Entry]) -> Table:
    """Derive every attached form. A bare word wins over a derived one. Raises JisrError on a duplicate row."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in rows:
        other = seen.setdefault((entry.surface, entry.category), entry)
        if other is not entry:
            what = f"{entry.surface!r} is already in {other.row}"
            raise JisrError(what, where=entry.row, expected="a surface once a category")
    forms: dict[str, Readings] = {entry.surface: {} for entry in rows}
    for entry in rows:
        forms[entry.surface][entry.category] = Reading(entry)
    for entry in rows:
        category = entry.category
        for surface, reading in _attached(entry):
            if surface in forms:
                forms[surface].setdefault(category, reading)
            else:
                forms[surface] = {category: reading}
    return _by_first_word(forms)


def _entry(fields: list[str], row: str) -> Entry:
    if len(fields) != len(COLUMNS):
        raise JisrError(f"{len(fields)} columns", where=row, expected=f"{len(COLUMNS)}, with tabs between")
    surface, category, value, takes, source = fields
    if fold(surface) != surface or surface != " ".join(surface.split()) or not surface:
        raise JisrError(f"surface {surface!r} is not normalised", where=row, expected=repr(fold(surface)))
    if takes not in ("p", "d", "pd", "-"):
        raise JisrError(f"unknown {takes!r} in column takes", where=row, expected="p, d, pd or -")
    return Entry(surface, category, value, takes, source, int(value) if value.isdecimal() else -1, row)


def _attached(entry: Entry) -> Iterator[tuple[str, Reading]]:
    word, takes = entry.surface, entry.takes
    if "d" in takes:
        yield "ال" + word, Reading(entry, "", 0, True)
    if "p" in takes:
        for particle in PARTICLES:
            yield particle + word, Reading(entry, particle, len(particle), False)
    if takes == "pd":
        for particle in PARTICLES:
            article = "ل" if particle[-1] == "ل" else "ال"
            yield particle + article + word, Reading(entry, particle, len(particle), True)


def _by_first_word(forms: dict[str, Readings]) -> Table:
    words: dict[str, Readings] = {}
    phrases: dict[str, list[tuple[str, Readings]]] = {}
    for surface, readings in forms.items():
        first = _FIRST_WORD.match(surface)
        if first and first.end() < len(surface):
            phrases.setdefault(first[0], []).append((surface, readings))
        else:
            words[surface] = readings
    for first_word, choices in phrases.items():
        words.setdefault(first_word, {})
        choices.sort(key=lambda choice: -len(choice[0]))
    return Table(words, phrases)
