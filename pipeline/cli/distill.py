"""`jisr distill`: a fast NER model out of an accurate one."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import errors_as_usage, messages_to_standard_error


@click.command("distill")
@click.argument("recipe", type=Path, metavar="RECIPE.toml")
@click.argument("train", type=Path, nargs=-1, required=True, metavar="TRAIN.jsonl...")
@click.argument("dev", type=Path, metavar="DEV.jsonl")
@click.option("-o", "--out", type=Path, required=True, metavar="FOLDER", help="The model's folder; checkpoints too.")
@click.option("--text", "texts", type=Path, multiple=True, metavar="TEXT.txt", help="Plain text, a paragraph a line.")
def command(recipe: Path, train: tuple[Path, ...], dev: Path, out: Path, texts: tuple[Path, ...]) -> None:
    """Train a small model on TRAIN.jsonl, and to say what the recipe's teacher says of plain text.

    Its best epoch is chosen on DEV.jsonl. `jisr extract --model FOLDER` then uses it. The same call again goes on from
    the last checkpoint. Needs the extra `train`.
    """
    messages_to_standard_error()
    with errors_as_usage():
        from pipeline.training.run import distill_model

        distill_model(recipe, train, dev, texts, out)
