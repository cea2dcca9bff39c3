"""The folder of a run: where everything lies in it, and that only one run works on it at a time.

run.json        what this is a run of; written once
manifest/       what there is to do, one immutable file for each time that inputs were new or changed
ledger.jsonl    what is done, one line a shard
parts/          the output, one file a shard
quarantine/     what could not be processed, with the reason; one file for each shard that has any
skipped/        what was passed over, likewise
input/          what came on standard input
signatures/     of the documents, where duplicates are looked for
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec

from pipeline.batch.identity import Identity
from pipeline.errors import UsageError
from pipeline.formats.output import replacing

_OURS = ("manifest", "parts", "quarantine", "skipped", "input", "signatures")


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


class Folder:
    """The paths of a run's folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.identity_file = path / "run.json"
        ours = (path / name for name in _OURS)
        self.manifests, self.parts, self.quarantine, self.skipped, self.input, self.signatures = ours

    def ledgers(self) -> list[Path]:
        """The ledgers of all shares."""
        return sorted(self.path.glob("ledger*.jsonl"))

    def identity(self) -> Identity | None:
        """What this is a run of; None where no run was begun here."""
        try:
            return msgspec.json.decode(self.identity_file.read_bytes(), type=Identity)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            hint = "--force starts anew"
            raise UsageError(f"cannot read: {error}", where=str(self.identity_file), hint=hint) from None

    def check(self) -> None:
        """Raises UsageError where the path is something else than a run's folder, an empty folder or nothing."""
        if self.path.exists() and not self.path.is_dir():
            raise UsageError("it is no folder", where=str(self.path), expected="a folder for the run")
        if self.path.is_dir() and not self.identity_file.exists() and any(self._foreign()):
            raise UsageError("the folder holds other files", where=str(self.path), expected="a new or empty folder")
        for name in _OURS:
            if (self.path / name).is_symlink():
                raise UsageError("a symbolic link", where=str(self.path / name), expected="a folder of the run's own")

    def _foreign(self) -> Iterator[Path]:
        return (path for path in self.path.iterdir() if path.name not in _OURS and not path.name.startswith("lock"))

    def check_run(self, identity: Identity) -> None:
        """Raises UsageError where the folder holds another run."""
        found = self.identity()
        if found is not None and found.id != identity.id:
            raise UsageError(
                f"the folder holds another run ({found.difference(identity)})",
                where=str(self.path),
                expected="the same code, model and settings, so that outputs never mix",
                hint="take another folder, or --force to remove this run's output and start anew",
            )

    def begin(self, identity: Identity) -> None:
        """Make the folder one of this run."""
        for name in _OURS:
            (self.path / name).mkdir(exist_ok=True)
        if self.identity() is None:
            with replacing(self.identity_file) as stream:
                stream.write(msgspec.json.format(msgspec.json.encode(identity)) + b"\n")

    def clear(self) -> None:
        """Remove all that a run made here, what it is a run of last."""
        for name in _OURS:
            shutil.rmtree(self.path / name, ignore_errors=True)
        for path in [*self.ledgers(), self.identity_file]:
            path.unlink(missing_ok=True)

    def remove_outputs(self, name: str) -> None:
        """Remove what a shard of this name became."""
        for folder in (self.parts, self.quarantine, self.skipped, self.signatures):
            for path in folder.glob(f"{name}.*"):
                path.unlink()

    @contextmanager
    def tidied(self, share: Share) -> Iterator[None]:
        """Without the half-written files that killed workers of this share leave behind, before and after."""
        self._remove_unfinished(share)
        try:
            yield
        finally:
            self._remove_unfinished(share)

    def _remove_unfinished(self, share: Share) -> None:
        for folder in (self.parts, self.quarantine, self.skipped, self.signatures):
            for path in folder.glob(".*.tmp"):
                if share.has(path.name.split("-")[-1].split(".")[0]):
                    path.unlink(missing_ok=True)

    @contextmanager
    def locked(self, share: Share) -> Iterator[None]:
        """Alone in this folder, or alone in this share of it. Raises UsageError where another run is at work."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"cannot write: {error.strerror}", where=str(self.path)) from None
        whole = share.count == 1
        with self._lock("lock", fcntl.LOCK_EX if whole else fcntl.LOCK_SH), ExitStack() as locks:
            if not whole:
                locks.enter_context(self._lock(f"lock.{share.index}-of-{share.count}", fcntl.LOCK_EX))
            try:
                yield
            except UsageError:
                self._leave_as_found()
                raise

    def _leave_as_found(self) -> None:
        """Take the folder away again where no run was begun in it."""
        if not self.identity_file.exists() and not any(self._foreign()):
            for lock in self.path.glob("lock*"):
                lock.unlink()
            with suppress(OSError):
                self.path.rmdir()

    @contextmanager
    def planning(self) -> Iterator[None]:
        """Alone in planning; waits for the others."""
        with (self.path / "lock.plan").open("a") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _lock(self, name: str, kind: int) -> Iterator[None]:
        with (self.path / name).open("a+") as stream:
            try:
                fcntl.flock(stream, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                stream.seek(0)
                who = stream.read(100).strip() or "unknown"
                raise UsageError(
                    f"another run is at work in this folder (process {who})",
                    where=str(self.path),
                    hint="wait for its end, or stop it; `jisr run status` shows where it stands",
                ) from None
            stream.truncate(0)
            stream.write(str(os.getpid()))
            stream.flush()
            yield

    def is_locked(self) -> bool:
        """Whether a run is at work here."""
        try:
            with (self.path / "lock").open() as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except FileNotFoundError:
            return False
        return False
