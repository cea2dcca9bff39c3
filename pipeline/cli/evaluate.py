"""`jisr evaluate`: predicted records against gold."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import errors_as_usage


@click.command("evaluate")
@click.argument("gold", type=Path, metavar="GOLD.jsonl")
@click.argument("predicted", type=Path, metavar="PREDICTED.jsonl")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
@click.option("--errors", "limit", type=click.IntRange(min=0), metavar="N", help="List up to N mistakes of each kind.")
def command(gold: Path, predicted: Path, as_json: bool, limit: int | None) -> None:
    """Score PREDICTED.jsonl against GOLD.jsonl.

    Documents are matched by id. A span is correct if its start, end and label are those of the gold (seqeval's
    strict mode). Values are compared on correct spans.
    """
    import msgspec

    from pipeline.evaluation import errors, metrics, report
    from pipeline.evaluation.match import align
    from pipeline.formats import records

    with errors_as_usage():
        pairs = align(records.load(gold), records.load(predicted))
        evaluation = metrics.evaluate(pairs)
    click.echo(msgspec.json.encode(evaluation) if as_json else report.table(evaluation))
    if limit is not None:
        click.echo(errors.listing(pairs, limit), err=as_json)
