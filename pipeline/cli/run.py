"""`jisr run`: any number of documents into a folder; `jisr run status`: where such a run stands."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

import click

from pipeline.cli.common import errors_as_usage, messages_to_standard_error, model_options

if TYPE_CHECKING:
    from pipeline.batch.engines import Name
    from pipeline.batch.standing import Standing

FORMATS = ["jsonl", "jsonl.gz", "jsonl.zst", "parquet", "conll", "conll.gz", "conll.zst", "brat.zip"]
_GO_ON = "What is done is kept; the same command goes on."


class _StartsByDefault(click.Group):
    """`jisr run INPUT...` is `jisr run start INPUT...`, so that the usual thing is short."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before arguments that name none."""
        given = args if args and args[0] in self.commands else ["start", *args]
        return super().parse_args(ctx, given)


@click.group("run", cls=_StartsByDefault, add_help_option=False)
def command() -> None:
    """Extract entities from any number of documents into a folder."""


@command.command("start")
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("-o", "--output", type=Path, required=True, metavar="FOLDER", help="The run's folder.")
@click.option("--files-from", type=click.File("rb"), metavar="FILE", help="More inputs, one a line.")
@model_options
@click.option("--format", "suffix", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@click.option("--engine", type=click.Choice(["process", "serial", "ray"]), default="process", show_default=True)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="By default as many as there are cores.")
@click.option("--shard-index", type=click.IntRange(min=0), default=0, metavar="I", help="From 0; with --shard-count.")
@click.option("--shard-count", type=click.IntRange(min=1), default=1, metavar="N", help="Runs that share the work.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N documents.")
@click.option("--skip-duplicates", type=click.Choice(["exact", "near"]), help="Pass over documents that came before.")
@click.option("--force", is_flag=True, help="Remove what an earlier run made in FOLDER, and start anew.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object on standard output.")
@click.option("-v", "--verbose", is_flag=True, help="Name what is passed over, too.")
@click.option("-q", "--quiet", is_flag=True, help="Only say what goes wrong.")
def start(
    inputs: tuple[str, ...],
    output: Path,
    files_from: BinaryIO | None,
    only: Literal["rules", "ner"] | None,
    model: str | None,
    config_file: Path | None,
    settings: tuple[str, ...],
    suffix: str,
    engine: Name,
    workers: int | None,
    shard_index: int,
    shard_count: int,
    limit: int | None,
    skip_duplicates: Literal["exact", "near"] | None,
    force: bool,
    dry_run: bool,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Extract entities from any number of documents into FOLDER: one file in FOLDER/parts for each shard of the input.

    INPUT is what `jisr extract` reads, or a pattern such as "news/*.jsonl". The same command again goes on where it
    stopped; new files are added, changed ones done anew. `jisr run status FOLDER` shows where a run stands.

    Documents that cannot be processed go to FOLDER/quarantine with the reason.
    """
    from pipeline.batch.options import Options
    from pipeline.batch.run import preview, run
    from pipeline.batch.share import Share
    from pipeline.batch.supervisor import RunStopped
    from pipeline.extractor import configured

    messages_to_standard_error(logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING)
    named = [*inputs, *_lines(files_from)]
    with errors_as_usage():
        options = Options(
            f".{suffix}", engine, workers, Share(shard_index, shard_count), limit, force, skip_duplicates or "keep"
        )
        chosen = configured(only=only, model=model, config_file=config_file, settings=settings)
        try:
            standing = (preview if dry_run else run)(named, output, chosen, options)
        except RunStopped as error:
            click.echo(f"jisr: {error}\njisr: {_GO_ON}", err=True)
            raise click.exceptions.Exit(1) from None
        except KeyboardInterrupt:
            click.echo(f"jisr: stopped. {_GO_ON}", err=True)
            raise click.exceptions.Exit(130) from None
    _show(standing, as_json=as_json, quiet=quiet)
    if standing.set_aside:
        raise click.exceptions.Exit(1)


@command.command("status")
@click.argument("folder", type=Path, metavar="FOLDER")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def status(folder: Path, as_json: bool) -> None:
    """Show where the run in FOLDER stands."""
    from pipeline.batch.standing import status as where

    with errors_as_usage():
        standing = where(folder)
    click.echo(standing.json() if as_json else str(standing))


def _lines(stream: BinaryIO | None) -> list[str]:
    return [os.fsdecode(line) for line in stream.read().splitlines() if line.strip()] if stream else []


def _show(standing: Standing, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        click.echo(standing.json())
    elif not quiet:
        click.echo(str(standing), err=True)
