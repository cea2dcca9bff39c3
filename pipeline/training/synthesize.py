"""More training text: annotated documents told again about other people and places.

Vietnamese names are drawn by their real frequencies and written in Arabic by weight; one person keeps one name through
a document, also where only the last part of it is said, though its spelling may change, as it does on real pages.
Other mentions, bodies and foreign names, are exchanged between documents, a body for one with the same head noun.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, groupby

from pipeline.document import MODEL_LABELS, RULE_LABELS, Document, Span
from pipeline.training.dirt import soil
from pipeline.training.edit import Edit, apply
from pipeline.training.fictitious import WORDS, arabic_syllables, called, drawn, is_vietnamese, person, place, written

_EXCHANGED = 0.4  # share of bodies and foreign names that come from another mention
_KEPT = "هو تشي مينه"  # a man and a city, told apart by the head noun: no other name behaves so
# Particles that are set before some mentions, since few names of real text bear two of them, or ف and ك.
_PARTICLED = 0.12
_PARTICLES = ("و", "ل", "ب", "ول", "وب", "ف", "ك", "فل")
_PARTICLE_WEIGHTS = (20, 20, 15, 20, 12, 6, 5, 2)
_RESPELT = 0.15  # share of mentions whose spelling is drawn anew
# People who are called like a place and places that are called like somebody: what stands around them must tell.
_LIKE_A_PLACE = 0.12
_LIKE_A_PERSON = 0.06


class Pool:
    """Mentions of annotated documents that may stand for one another."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._mentions: dict[tuple[str, str], list[str]] = {}
        for document in documents:
            for span in document.spans:
                if span.label in MODEL_LABELS and "\n" not in span.text:
                    self._mentions.setdefault(_kind(span), []).append(span.text)

    def another(self, span: Span, draw: random.Random) -> str:
        """A mention of the same kind, perhaps the same one; the mention itself where there is no other."""
        return draw.choice(self._mentions.get(_kind(span), [span.text]))


def _kind(span: Span) -> tuple[str, str]:
    """What a mention must share with its stand-in: the head noun for a body, else whether it has the article."""
    first = span.text.split()[0]
    return span.label, first if span.label == "ORG" else f"{first[:2] == 'ال'} {is_vietnamese(span.text.split())}"


def retold(documents: Sequence[Document], copies: int, seed: int) -> list[Document]:
    """The documents, then `copies` retellings of each, some with careless spelling; the same for the same seed."""
    draw, pool = random.Random(seed), Pool(documents)
    return [*documents, *(soil(retell(document, pool, draw), draw) for _ in range(copies) for document in documents)]


def retell(document: Document, pool: Pool, draw: random.Random) -> Document:
    """A copy of an annotated document with its people, places and bodies replaced by others."""
    people, places = _People(draw), _Places(draw)
    rules = [span for span in document.spans if span.label in RULE_LABELS]
    edits: list[Edit] = []
    for span in document.spans:
        if any(rule.start < span.end and span.start < rule.end for rule in rules) or _KEPT in span.text:
            continue
        if span.label not in MODEL_LABELS or document.text[span.start - 1 : span.start + 1] == "لل":
            continue  # an article that ل has swallowed would not fit another name
        if document.text[span.end : span.end + 1].isalpha():
            continue  # glued to what follows, where only its own spelling shows the end
        if draw.random() < _PARTICLED and _stands_alone(document.text, span):
            edits.append(Edit(span.start, span.start, draw.choices(_PARTICLES, _PARTICLE_WEIGHTS)[0]))
        if span.label != "ORG" and is_vietnamese(span.text.split()):
            new = people.another(span.text) if span.label == "PER" else places.another(span.text)
            edits.append(Edit(span.start, span.end, new))
        elif draw.random() < _EXCHANGED:
            edits.append(Edit(span.start, span.end, pool.another(span, draw)))
        elif span.label == "ORG":
            edits += (Edit(a, b, places.another(document.text[a:b])) for a, b in _places_inside(span))
    return apply(document, edits)


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a particle may be set before a mention: it follows white space and has no article to be swallowed."""
    return (span.start == 0 or text[span.start - 1].isspace()) and not span.text.startswith("ال")


class _People:
    """New names for the people of one document, the same person always the same."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._names: dict[str, str] = {}
        self._written: dict[str, str] = {}

    def another(self, old: str) -> str:
        """The new name, in Arabic, for a mention of `old`."""
        if old not in self._names:
            self._names[old] = self._new() if " " in old else drawn("given", self._draw)
            self._names.setdefault(old.split()[-1], self._names[old].split()[-1])
        if old not in self._written or self._draw.random() < _RESPELT:
            self._written[old] = written(self._names[old], self._draw)
        return self._written[old]

    def _new(self) -> str:
        return (place if self._draw.random() < _LIKE_A_PLACE else person)(self._draw)


class _Places:
    """New names for the places of one document."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._written: dict[str, str] = {}

    def another(self, old: str) -> str:
        """The new name, in Arabic, for the place `old`."""
        if old not in self._written:
            like_a_person = self._draw.random() < _LIKE_A_PERSON
            name = called(self._draw) if like_a_person else place(self._draw)
            self._written[old] = written(name, self._draw)
        return self._written[old]


def _places_inside(span: Span) -> Iterator[tuple[int, int]]:
    """Runs of two or more Vietnamese syllables inside a body's name: the place or name that it is called after."""
    for known, group in groupby(re.finditer(r"\S+", span.text), lambda m: m[0] in arabic_syllables()):
        words = list(dropwhile(lambda m: m[0] in WORDS, group)) if known else []
        if len(words) > 1:
            yield span.start + words[0].start(), span.start + words[-1].end()
