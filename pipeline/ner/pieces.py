"""Sub-word pieces of units, looked up once for each distinct word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

from pipeline.ner.units import Unit, form

_SPACE = "▁"  # the piece model's sign for a word that follows white space
_CACHE_LIMIT = 200_000  # words; a bound, so that a long run does not grow


class Pieces:
    """Turns units into piece ids by the Unigram model of a `tokenizer.json`.

    Pieces never cross a unit's edge, so a document's pieces are those of its words one after the other; and since
    words repeat, a dictionary answers nearly every look-up.
    """

    def __init__(self, file: Path) -> None:
        tokenizer = Tokenizer.from_file(str(file))
        self._model = tokenizer.model
        self._cache: dict[str, tuple[int, ...]] = {}
        special = {token.content: identifier for identifier, token in tokenizer.get_added_tokens_decoder().items()}
        self.begin, self.end, self.padding, self.unknown = (special[t] for t in ("<s>", "</s>", "<pad>", "<unk>"))

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
        space, surface = (_SPACE, key[1:]) if key[0] == _SPACE else ("", key)
        ids = tuple(token.id for token in self._model.tokenize(space + form(surface)))
        self._cache[key] = ids or (self.unknown,)
        return self._cache[key]
