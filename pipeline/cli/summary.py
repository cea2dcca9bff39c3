"""`jisr summary`: the most frequent mentions of each document."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import errors_as_usage


@click.command("summary")
@click.argument("records", type=Path, metavar="RECORDS.jsonl")
@click.option("-n", "--top", type=click.IntRange(min=1), default=5, show_default=True, help="Mentions for each label.")
def command(records: Path, top: int) -> None:
    """Print the most frequent mentions of each document.

    People, bodies, places, numbers, dates and references to documents in RECORDS.jsonl, with counts and values.
    """
    from pipeline.formats.records import load
    from pipeline.view.summary import summary

    with errors_as_usage():
        click.echo("\n\n".join(summary(document, top) for document in load(records)))
