"""`jisr train`: a NER model out of annotated documents."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import errors_as_usage, messages_to_standard_error


@click.command("train")
@click.argument("recipe", type=Path, metavar="RECIPE.toml")
@click.argument("train", type=Path, nargs=-1, required=True, metavar="TRAIN.jsonl...")
@click.argument("dev", type=Path, metavar="DEV.jsonl")
@click.option("-o", "--out", type=Path, required=True, metavar="FOLDER", help="The model's folder; checkpoints too.")
@click.option("--public", type=Path, metavar="FOLDER", help="Where the recipe's public sets lie.")
def command(recipe: Path, train: tuple[Path, ...], dev: Path, out: Path, public: Path | None) -> None:
    """Fine-tune a model on TRAIN.jsonl by RECIPE.toml, choose its best epoch on DEV.jsonl, write it to FOLDER.

    `jisr extract --model FOLDER` then uses it. The same call again goes on from the last checkpoint. Needs the extra
    `train`.
    """
    messages_to_standard_error()
    with errors_as_usage():
        from pipeline.training.run import train_model

        train_model(recipe, train, dev, out, public)
