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

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec

from pipeline.batch.identity import Identity
from pipeline.batch.lock import is_locked, locked
from pipeline.batch.share import WHOLE, Share
from pipeline.errors import UsageError
from pipeline.formats.item import QUARANTINE
from pipeline.formats.output import replacing

_SHARD = re.compile(r"-([0-9a-f]{16})\.")  # the id of a shard in the name of its part
_OURS = ("manifest", "parts", "quarantine", "skipped", "input", "signatures")


class Folder:
    """The paths of a run's folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.identity_file = path / "run.json"
        ours = (path / name for name in _OURS)
        self.manifests, self.parts, self.quarantine, self.skipped, self.input, self.signatures = ours

    def set_aside(self, name: str) -> Path:
        """What could not be processed of the shard of this name, or of the inputs."""
        return self.quarantine / f"{name}{QUARANTINE}"

    def passed_over(self, name: str) -> Path:
        """What was passed over of the shard of this name."""
        return self.skipped / f"{name}.jsonl"

    def signed(self, name: str) -> Path:
        """The signatures of the shard of this name."""
        return self.signatures / f"{name}.msgpack"

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
        for folder in (self.path, *(self.path / name for name in _OURS)):
            for entry in os.scandir(folder) if folder.is_dir() else ():
                if entry.is_symlink():
                    raise UsageError("a symbolic link", where=entry.path, expected="a folder of the run's own files")

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

    def remove_outputs(self, name: str, suffix: str) -> None:
        """Remove what a shard of this name became."""
        names = (self.parts / f"{name}{suffix}", self.set_aside(name), self.passed_over(name), self.signed(name))
        _remove(names)

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
            found = ((path, _SHARD.search(path.name)) for path in folder.glob(".*.tmp"))
            _remove(path for path, shard in found if share.has(shard[1] if shard else "0"))

    @contextmanager
    def locked(self, share: Share) -> Iterator[None]:
        """Alone in this folder, or alone in this share of it. Raises UsageError where another run is at work."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"cannot write: {error.strerror}", where=str(self.path)) from None
        whole = share == WHOLE
        with locked(self.path / "lock", alone=whole), ExitStack() as locks:
            if not whole:
                locks.enter_context(locked(self.path / f"lock.{share.index}-of-{share.count}"))
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
        with locked(self.path / "lock.plan", wait=True):
            for folder in (self.manifests, self.input):
                _remove(folder.glob(".*.tmp"))
            yield

    def is_locked(self) -> bool:
        """Whether a run is at work here."""
        return is_locked(self.path / "lock")


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
