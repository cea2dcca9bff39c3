"""How a run is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.batch import engines
from pipeline.batch.share import WHOLE, Share
from pipeline.errors import UsageError
from pipeline.formats.extras import require


@dataclass(frozen=True)
class Options:
    """What is not in the configuration. Raises UsageError where options contradict each other or need a library.

    `suffix` is the format of the parts. `workers`: None for as many as there are cores. `limit`: only so many
    documents. `force`: remove what an earlier run made. `duplicates`: which ones are passed over; "near" means
    exact ones, too.
    """

    suffix: str = ".jsonl"
    engine: engines.Name = "process"
    workers: int | None = None
    share: Share = WHOLE
    limit: int | None = None
    force: bool = False
    duplicates: Literal["keep", "exact", "near"] = "keep"

    def __post_init__(self) -> None:
        if self.share.index >= self.share.count:
            raise UsageError(f"--shard-index {self.share.index}", expected=f"0 to {self.share.count - 1}")
        if self.force and self.share != WHOLE:
            raise UsageError("--force with --shard-count", hint="it would remove what the other shares made")
        if self.duplicates != "keep" and self.share != WHOLE:
            raise UsageError("--skip-duplicates with --shard-count", hint="only one run sees all documents")
        if self.duplicates == "near":
            require("rensa", "near", where="--skip-duplicates near", what="finding near duplicates")
        if self.engine == "ray":
            require("ray", "ray", where="--engine ray", what="a run on Ray")


DEFAULTS = Options()
