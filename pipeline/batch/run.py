"""A whole run: plan what is new, do what is not done, record it. What `jisr run` does."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec

from pipeline import config
from pipeline.batch import engines, manifest
from pipeline.batch.duplicates import Drop, Duplicates
from pipeline.batch.folder import Folder
from pipeline.batch.identity import Identity, identify
from pipeline.batch.inputs import Inputs
from pipeline.batch.ledger import Entry, Ledger
from pipeline.batch.options import DEFAULTS, Options
from pipeline.batch.plan import Plan
from pipeline.batch.progress import shown
from pipeline.batch.share import Share
from pipeline.batch.signatures import ExactSigning, NearSigning
from pipeline.batch.standing import INPUTS, Standing, survey
from pipeline.batch.supervisor import RunStopped
from pipeline.batch.task import Job, Task
from pipeline.batch.work import Extraction
from pipeline.errors import UsageError
from pipeline.extractor import Extractor, assemble
from pipeline.formats.item import Failure
from pipeline.formats.quarantine import Quarantine

_log = logging.getLogger(__name__)


def run(
    inputs: Sequence[str],
    output: Path,
    chosen: config.Config,
    options: Options = DEFAULTS,
    *,
    load: Callable[[], Extractor] | None = None,
) -> Standing:
    """Extract from all inputs into the folder `output`, or go on where an earlier call with the same inputs stopped.

    Inputs are never done twice: new ones are added, changed ones done anew. `load` makes a worker's extractor, by
    default the configured one. Raises UsageError before anything is written where the call is wrong, the folder holds
    another run or somebody is at work in it, and RunStopped where the run cannot go on.

    Workers are spawned, so a script calls this under `if __name__ == "__main__":`.
    """
    folder, identity = Folder(output.absolute()), identify(chosen, options.suffix, options.limit, options.duplicates)
    found = Inputs(inputs, chosen, options.limit)
    folder.check()
    load = load or partial(assemble, chosen)
    job = Job(Extraction, folder.path, options.suffix, load, chosen.input, chosen.run, _log.getEffectiveLevel())
    with _disk(), folder.locked(options.share):
        if options.force:
            folder.clear()
        folder.check_run(identity)
        with folder.planning():
            _plan(folder, identity, found, chosen.run.shard_bytes)
        with folder.tidied(options.share), closing(Ledger(folder.path / options.share.ledger)) as ledger:
            drop = _duplicates(folder, job, options)
            standing, done = survey(folder, identity.id, drop=drop)
            standing.missing_inputs = _report_inputs(found.failures, folder, options.share)
            shards = (each for each in manifest.shards(folder.manifests) if options.share.has(each.id))
            tasks = (Task(shard, drop(shard.id)) for shard in shards if shard.id not in done)
            _work(folder, standing, ledger, tasks, engines.make(options.engine, job, options.workers))
        return standing


def preview(inputs: Sequence[str], output: Path, chosen: config.Config, options: Options = DEFAULTS) -> Standing:
    """Where the run would stand before its first shard. Nothing is written."""
    if "-" in inputs:
        raise UsageError("standard input cannot be looked at twice", expected="files and folders with --dry-run")
    folder, identity = Folder(output.absolute()), identify(chosen, options.suffix, options.limit, options.duplicates)
    found = Inputs(inputs, chosen, options.limit)
    folder.check()
    if options.force:
        folder = Folder(folder.path / "nothing")
    folder.check_run(identity)
    with closing(Plan(folder.manifests, identity.id, found.pieces(folder.input), chosen.run.shard_bytes)) as plan:
        standing, _ = survey(folder, identity.id, {line.id for line in plan.replaced()})
        for shard in plan.shards():
            standing.shards += 1
            standing.size += shard.size
    standing.missing_inputs, standing.dry = _name(found.failures), True
    return standing


def _plan(folder: Folder, identity: Identity, found: Inputs, size: int) -> None:
    with closing(Plan(folder.manifests, identity.id, found.pieces(folder.input), size)) as plan:
        folder.begin(identity)
        if not plan.is_empty:
            manifest.write(folder.manifests, plan.lines())
    for line in manifest.read(folder.manifests):
        if isinstance(line, manifest.Replaced):
            folder.remove_outputs(line.name, identity.format)


def _duplicates(folder: Folder, job: Job, options: Options) -> Callable[[str], Drop]:
    """What tells the duplicates in a shard. Before, all documents are read, and signed where they are not yet."""
    if options.duplicates == "keep":
        return lambda shard: {}
    signing = replace(job, work=ExactSigning if options.duplicates == "exact" else NearSigning)
    shards = manifest.shards(folder.manifests)
    unsigned = (Task(shard) for shard in shards if not folder.signed(shard.name).exists())
    with closing(engines.make(options.engine, signing, options.workers)) as engine:
        for _ in engine.run(unsigned):
            pass
    return Duplicates(folder).of


@contextmanager
def _disk() -> Iterator[None]:
    """Where a disk that is full, or a folder that may not be written to, stops the run."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise RunStopped(str(error)) from error


def _work(folder: Folder, standing: Standing, ledger: Ledger, tasks: Iterable[Task], engine: engines.Engine) -> None:
    began = time.monotonic()
    try:
        with shown(standing, engine.under_way):
            for entry in engine.run(tasks):
                ledger.add(entry)
                standing.add(entry)
                standing.new.update(entry.counts)
                standing.seconds = time.monotonic() - began
                _report(folder, entry)
    finally:
        engine.close()


def _report(folder: Folder, entry: Entry) -> None:
    """Name what was set aside of a shard, and count what was passed over."""
    if entry.counts.quarantined:
        with folder.set_aside(entry.part.partition(".")[0]).open("rb") as stream:
            for line in stream:
                _log.error("%s", msgspec.json.decode(line, type=Failure))
    for reason, count in entry.counts.skipped.items():
        _log.info("%s: passed over %d × %s", entry.part, count, reason)


def _report_inputs(failures: Sequence[Failure], folder: Folder, share: Share) -> int:
    """Name the inputs that are not there, keep them beside what was set aside, and say how many they are."""
    if share.index == 0:
        with Quarantine(folder.set_aside(INPUTS)) as quarantine:
            for each in failures:
                quarantine.add(each)
    return _name(failures)


def _name(failures: Sequence[Failure]) -> int:
    """Name the inputs that cannot be read, and say how many they are."""
    for each in failures:
        _log.error("%s", each)
    return len(failures)
