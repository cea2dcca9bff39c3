"""Where a run stands: what its manifests plan against what its ledgers say is done."""

from __future__ import annotations

from collections.abc import Callable, Container
from pathlib import Path

import msgspec

from pipeline.batch import ledger, manifest
from pipeline.batch.counts import Counts
from pipeline.batch.duplicates import Drop, fingerprint
from pipeline.batch.folder import Folder
from pipeline.batch.ledger import Entry
from pipeline.errors import UsageError

INPUTS = "inputs"  # the name under which inputs that cannot be read are set aside


class Standing(msgspec.Struct, kw_only=True):
    """The figures of a run: of all that is done, and of what the present call did (`new`, in `seconds`).

    `size` and `size_done` are bytes of the inputs. `running`: somebody is at work; `dry`: nothing was written.
    """

    run: str
    folder: str
    shards: int = 0
    shards_done: int = 0
    size: int = 0
    size_done: int = 0
    missing_inputs: int = 0
    counts: Counts = msgspec.field(default_factory=Counts)
    new: Counts = msgspec.field(default_factory=Counts)
    seconds: float = 0.0
    running: bool = False
    dry: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.shards_done == self.shards

    @property
    def set_aside(self) -> int:
        """Documents that could not be processed, and inputs that are not there."""
        return self.counts.quarantined + self.missing_inputs

    def add(self, entry: Entry) -> None:
        """Count a shard that was done before or is done now."""
        self.shards_done += 1
        self.size_done += entry.read
        self.counts.update(entry.counts)

    def json(self) -> bytes:
        """The figures for a machine."""
        return msgspec.json.encode(self)

    def __str__(self) -> str:
        if self.dry:
            return self._to_do()
        state = "done" if self.is_done else "at work" if self.running else "stopped; the same command goes on"
        lines = [f"{self.folder}: {self.shards_done:,} of {self.shards:,} shards ({state})"]
        lines += self.counts.lines()
        if self.new.documents:
            speed = self.new.words / max(self.seconds, 1e-9)
            took = duration(self.seconds)
            lines.append(f"this time: {self.new.documents:,} documents in {took}, {speed:,.0f} words/s")
        if self.set_aside:
            lines.append(f"could not be processed: {self.set_aside:,} (see {Path(self.folder) / 'quarantine'})")
        return "\n".join(lines)

    def _to_do(self) -> str:
        """What a run would do."""
        shards, size = self.shards - self.shards_done, self.size - self.size_done
        to_do = f"{self.folder}: {shards:,} of {self.shards:,} shards to do, {size:,} bytes"
        return f"{to_do}\ncannot be read: {self.missing_inputs:,}" if self.missing_inputs else to_do


def survey(
    folder: Folder, run: str, without: Container[str] = (), drop: Callable[[str], Drop] | None = None
) -> tuple[Standing, set[str]]:
    """Where the run stands, and the ids of the shards that are done: those in a ledger whose part is still there.

    The shards `without` are no longer valid, nor is a part from which other duplicates were dropped than `drop` tells.
    """
    standing = Standing(run=run, folder=str(folder.path))
    waiting = set[str]()
    for shard in manifest.shards(folder.manifests):
        if shard.id in without:
            continue
        standing.shards += 1
        standing.size += shard.size
        waiting.add(shard.id)
    done = set[str]()
    for path in folder.ledgers():
        for entry in ledger.entries(path):
            current = drop is None or entry.dropped == fingerprint(drop(entry.shard))
            if current and entry.shard in waiting and _is_there(folder.parts / entry.part, entry.size):
                standing.add(entry)
                waiting.remove(entry.shard)
                done.add(entry.shard)
    return standing, done


def _is_there(part: Path, size: int) -> bool:
    try:
        return part.stat().st_size == size
    except OSError:
        return False


def duration(seconds: float) -> str:
    """Seconds as a person reads them: `42 s`, `7:05`, `3:20:00`."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def status(path: Path) -> Standing:
    """Where the run in this folder stands. Raises UsageError where there is none."""
    folder = Folder(path)
    running, identity = folder.is_locked(), folder.identity()
    if identity is None and running:
        raise UsageError("the run is still being planned", where=str(path), hint="look again in a while")
    if identity is None:
        raise UsageError("no run was begun here", where=str(path), expected="the folder that -o named")
    standing, _ = survey(folder, identity.id)
    standing.running = running
    if (inputs := folder.set_aside(INPUTS)).exists():
        standing.missing_inputs = inputs.read_bytes().count(b"\n")
    return standing
