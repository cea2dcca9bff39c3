"""`jisr extract`: documents in, records with entities out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from pipeline.cli.common import errors_as_usage, messages_to_standard_error, model_options


@click.command("extract")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", default="-", metavar="OUT", help="The records; - (default) is standard output.")
@model_options
@click.option("--explain", is_flag=True, help="Say on standard error which rule and lexicon rows gave each span.")
def command(
    inputs: tuple[str, ...],
    output: str,
    only: Literal["rules", "ner"] | None,
    model: str | None,
    config_file: Path | None,
    settings: tuple[str, ...],
    explain: bool,
) -> None:
    """Extract entities from documents.

    INPUT is a file or a folder. One document each: .txt, .html; many: .jsonl (records {"id", "text", "meta"}), .csv,
    .parquet, .warc; all but .parquet also with .gz or .zst behind. A folder stands for the .txt, .html and .warc files
    in it, at any depth; - for records on standard input. meta.published (YYYY-MM-DD) is the day that "yesterday" is
    counted from. The names of fields and columns are settings, such as --set input.text=body.

    OUT ends in .jsonl, .parquet, .conll (the first and last also with .gz or .zst) or .brat (a new folder).

    Documents that cannot be processed go to OUT.quarantine.jsonl (jisr.quarantine.jsonl for -o -) with the reason.
    """
    from pipeline import config
    from pipeline.extractor import load
    from pipeline.run import run

    messages_to_standard_error()
    with errors_as_usage():
        extractor = load(only=only, model=model, config_file=config_file, settings=settings)
        names = config.load(config_file, settings).input
        report = run(inputs, Path(output), extractor, names=names, explain=explain)
    click.echo(str(report), err=True)
    if report.counts.quarantined:
        raise click.exceptions.Exit(1)
