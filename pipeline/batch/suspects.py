"""Documents over which a worker died: they are tried alone, and set aside when it dies again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:  # `jisr extract` has suspects, too, and no use for multiprocessing
    from pipeline.batch.pulse import Position

_MOST_KILLED = 3  # times that a worker may be killed from outside over one document before the document is blamed


class Death(msgspec.Struct, frozen=True):
    """Why a worker died, and what Python was doing then, where that is known.

    `reading`: while the document was read; `again`: although its page was passed over by then, so that its file is not
    read further. `killed`: by somebody else, perhaps because memory ran out, perhaps for no fault of the document.
    """

    reason: str
    traceback: str | None = None
    reading: bool = False
    killed: bool = False
    again: bool = False


class Suspects(msgspec.Struct, frozen=True):
    """Documents of one shard by their numbers: those to be tried alone, and those not to be tried again.

    `alone` tells how often a worker died over a document that it tried alone.
    """

    alone: dict[int, int] = {}
    condemned: dict[int, Death] = {}

    def after(self, position: Position, death: Death) -> Suspects:
        """The suspects after one more death, at this position."""
        number = position.begin
        if position.end - number != 1 or number not in self.alone:
            return Suspects(dict.fromkeys(range(number, position.end), 0) | self.alone, self.condemned)
        deaths = self.alone[number] + 1
        if number in self.condemned:
            return Suspects(self.alone, {**self.condemned, number: msgspec.structs.replace(death, again=True)})
        if death.killed and deaths < _MOST_KILLED:
            return Suspects({**self.alone, number: deaths}, self.condemned)
        return Suspects(self.alone, {**self.condemned, number: death})


NONE = Suspects()
