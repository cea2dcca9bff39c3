"""`jisr add-words`: a model that reads frequent words as one piece, and so runs faster."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import errors_as_usage


@click.command("add-words")
@click.argument("model", type=Path, metavar="MODEL")
@click.argument("texts", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option("-o", "--out", type=Path, required=True, metavar="FOLDER", help="Where the new model is written.")
@click.option("--words", type=click.IntRange(min=1), default=12_000, show_default=True, help="How many are added.")
def command(model: Path, texts: tuple[Path, ...], out: Path, words: int) -> None:
    """Give the folder MODEL the words that are most frequent in TEXTS, each file counting the same.

    The result must be trained on (`encoder = "FOLDER"` in a recipe) before it is used. Needs the extra `train`.
    """
    with errors_as_usage():
        from pipeline.training.run import widen

        widen(model, texts, out, words)
