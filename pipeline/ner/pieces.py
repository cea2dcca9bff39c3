"""Sub-word pieces of units, looked up once for each distinct word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import Unigram

from pipeline.ner.units import Unit, form

_SPACE = "▁"  # the piece model's sign for a word that follows white space
_CACHE_LIMIT = 200_000  # words; a bound, so that a long run does not grow


class Pieces:
    """Turns units into piece ids by a `tokenizer.json` (Unigram, as jisr's own encoder has it, or WordPiece or BPE).

    Pieces never cross a unit's edge, so a document's pieces are those of its words one after the other; and since
    words repeat, a dictionary answers nearly every look-up. `begin`, `end`, `padding` and `mask` are the special
    pieces' ids.
    """

    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))
        self._marks_spaces = isinstance(self._tokenizer.model, Unigram)
        self._cache: dict[str, tuple[int, ...]] = {}
        self.begin, self.end = self._tokenizer.encode("").ids
        self.padding, self.mask, self._unknown = (self._special(name) for name in ("pad", "mask", "unk"))

    def of(self, text: str, units: Sequence[Unit]) -> list[tuple[int, ...]]:
        """Piece ids of each unit, at least one each."""
        cache = self._cache
        found = []
        for unit in units:
            key = text[unit.start : unit.end] if unit.glued else _SPACE + text[unit.start : unit.end]
            ids = cache.get(key)
            found.append(self._look_up(key) if ids is None else ids)
        return found

    def _look_up(self, key: str) -> tuple[int, ...]:
        if len(self._cache) >= _CACHE_LIMIT:
            self._cache.clear()
        self._cache[key] = self._pieces(key) or (self._unknown,)
        return self._cache[key]

    def _pieces(self, key: str) -> tuple[int, ...]:
        space, surface = (_SPACE, key[1:]) if key[0] == _SPACE else ("", key)
        if self._marks_spaces:
            return tuple(token.id for token in self._tokenizer.model.tokenize(space + form(surface)))
        return tuple(self._tokenizer.encode(form(surface), add_special_tokens=False).ids)

    def _special(self, name: str) -> int:
        tokens = self._tokenizer.get_added_tokens_decoder().items()
        return next(identifier for identifier, token in tokens if name in token.content.lower())
