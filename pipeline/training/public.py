"""Public labelled sets, brought to jisr's labels and span rules.

They are CoNLL files, `token TAG` a line, an empty line between sentences. What is done to them: labels are mapped and
the others dropped; an administrative head noun before a place (مدينة، محافظة) leaves its span; a particle that the
set keeps inside an entity's first word (وبوش، بسيناء) leaves it too. Whether such a letter is a particle is told by
counts: it is one if the word without it stands in more entities of all the sets together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec

from pipeline.document import Document, Label, Span
from pipeline.errors import UsageError
from pipeline.ner.units import particle_lengths

_SENTENCES = 20  # a document
_HEADS = frozenset(
    ["مدينة", "محافظة", "ولاية", "منطقة", "قرية", "بلدية", "بلدة", "قضاء", "إقليم", "مقاطعة", "حي", "مخيم", "جمهورية"]
)
_CLOSING = frozenset(".,،؛;:!؟?)]}»%")
_OPENING = frozenset("([{«")


class PublicSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Files of one set, below the folder of public data, and what its labels are called here."""

    name: str
    files: Annotated[list[str], msgspec.Meta(min_length=1)]
    labels: dict[str, Label]


class _Mention(NamedTuple):
    first: int
    last: int
    label: Label


Tagged = list[tuple[str, str]]


def load(sets: Sequence[PublicSet], folder: Path) -> list[Document]:
    """Documents of all `sets`, sentence by line. Raises UsageError where a file is missing."""
    read = [(chosen, list(_sentences(chosen, folder))) for chosen in sets]
    tokens = (token for _, sentences in read for sentence in sentences for token, tag in sentence if tag != "O")
    counts = Counter(tokens)
    documents = []
    for chosen, sentences in read:
        for at in range(0, len(sentences), _SENTENCES):
            name = f"{chosen.name}-{at // _SENTENCES}"
            documents.append(_document(name, sentences[at : at + _SENTENCES], chosen.labels, counts))
    return documents


def particle(word: str, counts: Counter[str]) -> int:
    """How many leading letters of an entity's first word are attached particles, by `counts` of words in entities."""
    best, letters = counts[word], 0
    for length in particle_lengths(word)[1:]:
        rest = word[length:]
        found = max(counts[rest], counts["ا" + rest] if word[length - 1] == "ل" and rest.startswith("ل") else 0)
        if found > best:
            best, letters = found, length
    return letters


def _sentences(chosen: PublicSet, folder: Path) -> Iterator[Tagged]:
    for name in chosen.files:
        file = folder / name
        if not file.is_file():
            raise UsageError(f"no file of the public set {chosen.name}", where=str(file), hint="name its folder")
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            rows = [line.rsplit(" ", 1) for line in block.splitlines() if " " in line]
            if rows:
                yield [(token, tag) for token, tag in rows]


def _document(name: str, sentences: Sequence[Tagged], labels: dict[str, Label], counts: Counter[str]) -> Document:
    lines: list[str] = []
    spans: list[Span] = []
    position = 0
    for sentence in sentences:
        line, places = _joined([token for token, _ in sentence])
        for mention in _mentions([tag for _, tag in sentence], labels):
            trimmed = _without_head(mention, sentence)
            start, end = places[trimmed.first][0], places[trimmed.last - 1][1]
            start += particle(sentence[trimmed.first][0], counts)
            surface = line[start:end]
            if surface[0].isalnum():
                spans.append(Span(start=position + start, end=position + end, label=mention.label, text=surface))
        lines.append(line)
        position += len(line) + 1
    return Document(id=name, text="\n".join(lines), spans=tuple(spans))


def _mentions(tags: Sequence[str], labels: dict[str, Label]) -> Iterator[_Mention]:
    """IOB2 tags to mentions; an I- that nothing begins is passed over."""
    i = 0
    while i < len(tags):
        prefix, _, kind = tags[i].partition("-")
        stop = i + 1
        while prefix == "B" and stop < len(tags) and tags[stop] == f"I-{kind}":
            stop += 1
        if prefix == "B" and kind in labels:
            yield _Mention(i, stop, labels[kind])
        i = stop


def _without_head(mention: _Mention, sentence: Tagged) -> _Mention:
    first = mention.first
    while mention.label == "LOC" and first < mention.last - 1 and sentence[first][0].lstrip("وبل") in _HEADS:
        first += 1
    return mention._replace(first=first)


def _joined(tokens: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as running text, signs set close as in print, and where each token stands."""
    line, places, close = "", [], True
    for token in tokens:
        if not close and token[0] not in _CLOSING:
            line += " "
        places.append((len(line), len(line) + len(token)))
        line += token
        close = token[-1] in _OPENING
    return line, places
