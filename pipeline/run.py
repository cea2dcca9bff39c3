"""What `jisr extract` does: read, extract, write, and set aside what cannot be processed."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline import config
from pipeline.batch.counts import Counts
from pipeline.batch.extracting import extracted
from pipeline.document import Document
from pipeline.errors import UsageError
from pipeline.extractor import Extractor
from pipeline.formats import sources, writers
from pipeline.formats.item import Failure, Item, Read, Skipped
from pipeline.formats.opening import STDIN
from pipeline.formats.output import is_stream
from pipeline.formats.quarantine import Quarantine, path_for

_log = logging.getLogger(__name__)


class Report:
    """The figures of one run."""

    def __init__(self, quarantine: Path) -> None:
        self.quarantine = quarantine
        self.counts = Counts()
        self.seconds = 0.0

    def __str__(self) -> str:
        lines = self.counts.lines(f"{self.counts.words / max(self.seconds, 1e-9):,.0f} words/s")
        if self.counts.quarantined:
            lines.append(f"could not be processed: {self.counts.quarantined:,} (see {self.quarantine})")
        return "\n".join(lines)


def run(
    inputs: Sequence[str],
    output: Path,
    extractor: Extractor,
    *,
    names: config.Input | None = None,
    explain: bool = False,
) -> Report:
    """Extract from the inputs (files, folders, `-`) into records at `output` (`-`: standard output), in input order.

    Memory stays flat: documents go through in batches. The output, in the format that its suffix tells, stands under
    its name only when all is done. `names` is the section [input] of the configuration, by default the shipped one.
    With `explain`, the log says which rule and which lexicon rows gave each span of the rules.
    Raises UsageError, before anything is written, where no input exists or the output is one of the inputs.
    """
    found = sources.find(inputs)
    report = Report(path_for(output))
    _check_output(output, report.quarantine, found)
    began = time.perf_counter()
    with writers.writing(output) as write, Quarantine(report.quarantine) as quarantine:
        for result in extracted(_unique(sources.read(found, names)), extractor):
            if isinstance(result, Failure):
                _log.error("%s", result)
                quarantine.add(result)
            elif isinstance(result, Skipped):
                _log.info("%s", result)
            else:
                if explain:
                    _explain(result.document, extractor)
                write(result.document)
            report.counts.add(result)
    report.seconds = time.perf_counter() - began
    return report


def _explain(document: Document, extractor: Extractor) -> None:
    for span, rule, rows in extractor.explain(document):
        place = f"{document.id} {span.start}:{span.end}"
        _log.info(
            "%s %s %r %s: %s (%s)", place, span.label, span.text, span.value, rule, ", ".join(rows) or "no lexicon"
        )


def _unique(reads: Iterable[Read]) -> Iterator[Read]:
    """The same, with a warning for each id that was there before: both documents are written."""
    seen: set[str] = set()
    for read in reads:
        if isinstance(read, Item):
            if read.document.id in seen:
                _log.warning("%s: the id %r was there before; both are written", read.origin, read.document.id)
            seen.add(read.document.id)
        yield read


def _check_output(output: Path, quarantine: Path, found: Sequence[sources.Source]) -> None:
    writers.check(output)
    files = {source.resolve() for source in found if isinstance(source, Path) and source != STDIN}
    for target in (output, quarantine):
        if not is_stream(target) and target.resolve() in files:
            raise UsageError("the file is read and would be written too", where=str(target), expected="another output")
