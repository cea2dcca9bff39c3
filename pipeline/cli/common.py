"""What the commands share: errors said in one line, messages on standard error."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import click

from pipeline.errors import JisrError


@contextmanager
def errors_as_usage() -> Iterator[None]:
    """A JisrError ends the command with its message and exit code 2."""
    try:
        yield
    except JisrError as error:
        click.echo(f"jisr: {error}", err=True)
        raise click.exceptions.Exit(2) from None


class _ToStandardError(logging.Handler):
    """Writes through click, which knows the standard error of the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        level = "" if record.levelno == logging.INFO else f"{record.levelname.lower()}: "
        click.echo(f"jisr: {level}{record.getMessage()}", err=True)


def messages_to_standard_error() -> None:
    """Send the package's log there, once."""
    log = logging.getLogger("pipeline")
    if not any(isinstance(handler, _ToStandardError) for handler in log.handlers):
        log.addHandler(_ToStandardError())
    log.setLevel(logging.INFO)
    log.propagate = False
