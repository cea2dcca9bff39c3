"""What the commands share: errors said in one line, messages on standard error."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from pipeline.errors import JisrError

CLEAR_LINE = "\r\x1b[K"  # a progress line may stand there
F = TypeVar("F", bound=Callable[..., object])


def model_options(command: F) -> F:
    """The options that say what to extract, and how: the same for all commands that extract."""
    for option in reversed(_MODEL_OPTIONS):
        command = option(command)
    return command


_MODEL_OPTIONS = (
    click.option("--only", type=click.Choice(["rules", "ner"]), help="Numbers, dates and laws alone, or names alone."),
    click.option("--model", metavar="NAME|PATH", help="A shipped model by its name, or a model's folder."),
    click.option("--config", "config_file", type=Path, metavar="FILE", help="A TOML file over the defaults."),
    click.option(
        "--set", "settings", multiple=True, metavar="SECTION.KEY=VALUE", help="One setting; may be given again."
    ),
)


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
        """One message on one line of its own."""
        level = "" if record.levelno == logging.INFO else f"{record.levelname.lower()}: "
        clear = CLEAR_LINE if sys.stderr.isatty() else ""
        click.echo(f"{clear}jisr: {level}{record.getMessage()}", err=True)


def messages_to_standard_error(level: int = logging.INFO) -> None:
    """Send the package's log there, once: what is of this level or graver."""
    log = logging.getLogger("pipeline")
    if not any(isinstance(handler, _ToStandardError) for handler in log.handlers):
        log.addHandler(_ToStandardError())
    log.setLevel(level)
    log.propagate = False
