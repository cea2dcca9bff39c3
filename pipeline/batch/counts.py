"""The figures of a shard or of a whole run."""

from __future__ import annotations

from collections import Counter

import msgspec

from pipeline.formats.item import Failure, Item, Read


class Counts(msgspec.Struct):
    """Documents and words that were written, entities by label, what was passed over by reason, what was set aside."""

    documents: int = 0
    words: int = 0
    quarantined: int = 0
    entities: dict[str, int] = {}
    skipped: dict[str, int] = {}

    def add(self, read: Read) -> None:
        """Count one document, failure or what was passed over."""
        if isinstance(read, Item):
            self.documents += 1
            self.words += len(read.document.text.split())
            for label, count in Counter(span.label for span in read.document.spans).items():
                self.entities[label] = self.entities.get(label, 0) + count
        elif isinstance(read, Failure):
            self.quarantined += 1
        else:
            self.skipped[read.reason] = self.skipped.get(read.reason, 0) + read.count

    def update(self, more: Counts) -> None:
        """Add the figures of another shard."""
        self.documents += more.documents
        self.words += more.words
        self.quarantined += more.quarantined
        for ours, theirs in ((self.entities, more.entities), (self.skipped, more.skipped)):
            for name, count in theirs.items():
                ours[name] = ours.get(name, 0) + count

    def lines(self, speed: str = "") -> list[str]:
        """The figures for a person, and how fast it was where that is known."""
        labels = " ".join(f"{label} {count:,}" for label, count in sorted(self.entities.items())) or "none"
        shown = [f"documents: {self.documents:,} ({self.words:,} words{speed and f', {speed}'})", f"entities: {labels}"]
        if self.skipped:
            ordered = sorted(self.skipped.items(), key=lambda each: (-each[1], each[0]))
            shown.append("passed over: " + ", ".join(f"{count:,} × {reason}" for reason, count in ordered))
        return shown
