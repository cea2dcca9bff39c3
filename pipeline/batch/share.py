"""The share of a run: several runs may work on one folder side by side, each on its own shards."""

from __future__ import annotations

import msgspec


class Share(msgspec.Struct, frozen=True):
    """The `index`-th (from 0) of `count` runs that work on one folder side by side, each on its own shards."""

    index: int = 0
    count: int = 1

    def has(self, shard: str) -> bool:
        """Whether the shard of this id is one of this share's; by the id, so new shards move no old one."""
        return int(shard, 16) % self.count == self.index

    @property
    def ledger(self) -> str:
        """The name of the ledger that this share writes."""
        return "ledger.jsonl" if self.count == 1 else f"ledger.{self.index}-of-{self.count}.jsonl"


WHOLE = Share()
