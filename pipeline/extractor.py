"""From text to a document with spans: the model's stages and the rules, in one callable."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from pipeline import config
from pipeline.document import Document, Span
from pipeline.published import dated, published_on
from pipeline.text.layout import Layout

if TYPE_CHECKING:
    from pipeline.rules.engine import Explanation

T = TypeVar("T")


class Rules(Protocol):
    """NUM, DATE and LAW spans of a text, none of them on page furniture."""

    def __call__(
        self, text: str, *, published: date | None = None, furniture: Sequence[tuple[int, int]] = ()
    ) -> tuple[Span, ...]:
        """The spans of one text."""

    def explain(
        self, text: str, *, published: date | None = None, furniture: Sequence[tuple[int, int]] = ()
    ) -> list[Explanation]:
        """The same spans, each with the rule and the lexicon rows behind it."""


class Tokenizer(Protocol):
    """Furniture, sentences and tokens of texts."""

    def layouts(self, texts: Sequence[str]) -> list[Layout]:
        """One layout a text."""


class Recognizer(Protocol):
    """PER, ORG and LOC spans of texts."""

    def spans(self, texts: Sequence[str], layouts: Sequence[Layout]) -> list[tuple[Span, ...]]:
        """One tuple of spans a text."""


class Extractor:
    """Puts spans on documents. Made by `load`; a stage that is None does not run."""

    def __init__(
        self,
        batch: config.Batch,
        *,
        rules: Rules | None = None,
        model: tuple[Tokenizer, Recognizer] | None = None,
    ) -> None:
        self.batch, self.rules, self.model = batch, rules, model

    def __call__(self, document: str | Document) -> Document:
        """The document with its spans; those that it had before are replaced.

        Raises JisrError where `meta["published"]` is no ISO date.
        """
        return self.process([_as_document(document)])[0]

    def pipe(self, documents: Iterable[str | Document]) -> Iterator[Document]:
        """The same over many documents, lazily, in order, a batch at a time."""
        for batch in batches(map(_as_document, documents), self.batch, lambda document: len(document.text)):
            yield from self.process(batch)

    def process(self, documents: Sequence[Document]) -> list[Document]:
        """The same over one batch."""
        if self.rules is not None:
            documents = [dated(document) for document in documents]
        texts = [document.text for document in documents]
        if self.model is None:
            named: list[tuple[Span, ...]] = [()] * len(texts)
            furniture = [_furniture(text) for text in texts]
        else:
            tokenizer, recognizer = self.model
            layouts = tokenizer.layouts(texts)
            named = recognizer.spans(texts, layouts)
            furniture = [layout.furniture for layout in layouts]
        return [
            document.with_spans(_agreed(names, self._rule_spans(document, ranges)))
            for document, names, ranges in zip(documents, named, furniture, strict=True)
        ]

    def explain(self, document: str | Document) -> list[Explanation]:
        """Why the rules marked what they marked; empty where they do not run."""
        if self.rules is None:
            return []
        given = dated(_as_document(document))
        return self.rules.explain(given.text, published=published_on(given), furniture=_furniture(given.text))

    def _rule_spans(self, document: Document, furniture: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        if self.rules is None:
            return ()
        return self.rules(document.text, published=published_on(document), furniture=furniture)


def load(
    *,
    only: Literal["all", "rules", "ner"] | None = None,
    model: str | None = None,
    config_file: Path | None = None,
    settings: Sequence[str] = (),
) -> Extractor:
    """An extractor by the configuration: configs/default.toml, under `config_file`, under `settings`.

    `only` and `model` are short for the settings `extract.only` and `extract.model`. With `only="rules"` no
    model is loaded. Raises UsageError on an unknown key, value or model.
    """
    return assemble(configured(only=only, model=model, config_file=config_file, settings=settings))


def configured(
    *,
    only: Literal["all", "rules", "ner"] | None = None,
    model: str | None = None,
    config_file: Path | None = None,
    settings: Sequence[str] = (),
) -> config.Config:
    """The configuration that `load` goes by, with the same arguments."""
    return config.load(config_file, [*settings, *_settings({"only": only, "model": model})])


def assemble(chosen: config.Config) -> Extractor:
    """The extractor of a whole configuration. Raises UsageError where a model is missing."""
    return Extractor(
        chosen.batch,
        rules=None if chosen.extract.only == "ner" else _load_rules(),
        model=None if chosen.extract.only == "rules" else _load_model(chosen),
    )


def _settings(given: dict[str, str | None]) -> list[str]:
    """The settings of [extract] that are given; a JSON string is a TOML string too."""
    return [
        f"extract.{key}={json.dumps(value, ensure_ascii=False)}" for key, value in given.items() if value is not None
    ]


def batches(things: Iterable[T], limits: config.Batch, size: Callable[[T], int]) -> Iterator[list[T]]:
    """Consecutive things, at most `limits.documents` of them and `limits.characters` of their sizes (or one thing)."""
    batch: list[T] = []
    total = 0
    for thing in things:
        if batch and (len(batch) == limits.documents or total + size(thing) > limits.characters):
            yield batch
            batch, total = [], 0
        batch.append(thing)
        total += size(thing)
    if batch:
        yield batch


def _agreed(names: Sequence[Span], ruled: Sequence[Span]) -> list[Span]:
    """All spans but the names that a rule's span crosses or covers: rules are surer, and Tết is no place.

    A number or date inside a longer name stays, and so does the name.
    """
    starts, ends = [span.start for span in ruled], [span.end for span in ruled]

    def stands(name: Span) -> bool:
        """Whether each rule's span that touches a name lies inside it and is shorter."""
        touching = ruled[bisect_right(ends, name.start) : bisect_left(starts, name.end)]
        size = name.end - name.start
        return all(name.start <= r.start and r.end <= name.end and r.end - r.start < size for r in touching)

    return [*filter(stands, names), *ruled]


def _as_document(document: str | Document) -> Document:
    return document if isinstance(document, Document) else Document(id="text", text=document)


def _furniture(text: str) -> tuple[tuple[int, int], ...]:
    from pipeline.text.furniture import find_furniture

    return find_furniture(text)


def _load_rules() -> Rules:
    from pipeline.rules.engine import Rules as Engine

    return Engine()


def _load_model(chosen: config.Config) -> tuple[Tokenizer, Recognizer]:
    recognizer_folder, tokenizer_folder = config.model_folder(chosen), config.tokenizer_folder(chosen)
    from pipeline.ner import load_recognizer
    from pipeline.text.tokenize import load_tokenizer

    return load_tokenizer(tokenizer_folder, chosen.tokenizer.backend), load_recognizer(recognizer_folder)
