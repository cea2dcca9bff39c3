"""`jisr view`: records as a page to look at."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import errors_as_usage


@click.command("view")
@click.argument("records", type=Path, metavar="RECORDS.jsonl")
@click.option("-o", "--output", type=Path, required=True, metavar="PAGE.html", help="The page; - is standard output.")
def command(records: Path, output: Path) -> None:
    """Show records as one HTML page.

    Each document of RECORDS.jsonl stands there with its entities highlighted. The page needs no network.
    """
    from pipeline.formats.output import replacing
    from pipeline.formats.records import load
    from pipeline.view.html import page

    with errors_as_usage():
        content = page(load(records)).encode()
        with replacing(output) as stream:
            stream.write(content)
