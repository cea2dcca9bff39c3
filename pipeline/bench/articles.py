"""What is measured on: running news text, read as it lies or cut into articles of one length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline import resources
from pipeline.document import Document
from pipeline.errors import UsageError
from pipeline.formats import records, sources
from pipeline.formats.item import Item

_WORD = re.compile(r"\S+")
_META = {"published": "2025-06-01"}  # a day to count "yesterday" from, as scraped records have it


def inputs_or_shipped(inputs: Sequence[str]) -> list[str]:
    """The inputs, or where there are none the real articles and the training gold of the source tree.

    Raises UsageError where jisr is installed without them.
    """
    if inputs:
        return [*inputs]
    root = resources.folder("models").parent
    shipped = [root / "corpus", root / "annotations" / "gold" / "train.jsonl"]
    if not all(path.exists() for path in shipped):
        raise UsageError("nothing to measure on", expected="files of news text, as `jisr extract` reads them")
    return [*map(str, shipped)]


def documents(inputs: Sequence[str]) -> list[Document]:
    """The documents of the inputs, without spans; what cannot be read is left out. Raises UsageError where none is."""
    reads = sources.read(sources.find(inputs_or_shipped(inputs)))
    found = [read.document for read in reads if isinstance(read, Item)]
    if not found:
        raise UsageError("no document can be read", where=", ".join(inputs))
    return found


def repeated(texts: Iterable[str], words: int, count: int) -> list[Document]:
    """So many documents of exactly so many words (between white space), out of the texts one after the other.

    Where the texts end they begin anew; a word's neighbours, line breaks among them, stay what they were.
    Raises UsageError where there is no word.
    """
    text = "\n".join(texts) + "\n"
    starts = [match.start() for match in _WORD.finditer(text)]
    if not starts:
        raise UsageError("there is no word in the text to measure on")
    return [
        Document(id=str(number), text=_stretch(text, starts, number * words, words), meta=_META)
        for number in range(count)
    ]


def _stretch(text: str, starts: Sequence[int], first: int, words: int) -> str:
    """So many words from the word `first` on, of the text repeated without end."""
    begin = first % len(starts)
    rounds, last = divmod(begin + words, len(starts))
    return (text * (rounds + 1))[starts[begin] : rounds * len(text) + starts[last]].strip()


def write(articles: Iterable[Document], path: Path) -> int:
    """Write records to read; returns how many words they hold."""
    words = 0
    with path.open("wb") as stream:
        for article in articles:
            stream.write(records.dump(article))
            words += count_words(article)
    return words


def count_words(document: Document) -> int:
    """Words between white space, the unit of all speeds."""
    return len(document.text.split())
