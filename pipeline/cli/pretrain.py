"""`jisr pretrain`: an encoder that has read more text of the kind that it will meet."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import errors_as_usage, messages_to_standard_error


@click.command("pretrain")
@click.argument("recipe", type=Path, metavar="RECIPE.toml")
@click.argument("texts", type=Path, nargs=-1, required=True, metavar="TEXT.txt...")
@click.option("-o", "--out", type=Path, required=True, metavar="FOLDER", help="The encoder's folder; checkpoints too.")
def command(recipe: Path, texts: tuple[Path, ...], out: Path) -> None:
    """Train an encoder on TEXT.txt, a paragraph a line, by RECIPE.toml: it learns to guess hidden words.

    `encoder = "FOLDER"` in a recipe of `jisr train` then starts from it. The same call again goes on from the last
    checkpoint. Needs the extra `train`.
    """
    messages_to_standard_error()
    with errors_as_usage():
        from pipeline.training.run import pretrain_encoder

        pretrain_encoder(recipe, texts, out)
