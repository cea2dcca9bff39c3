"""`jisr train-tokenizer`: the tokenizer and the clitic expander out of a treebank."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import errors_as_usage

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("train-tokenizer")
@click.argument("conllu", type=_FILE, metavar="TREEBANK.conllu")
@click.option("-o", "--out", type=Path, required=True, metavar="FOLDER", help="The models' folder.")
@click.option("--config", "recipe", type=_FILE, metavar="FILE.toml", help="Instead of configs/tokenizer.toml.")
@click.option("--plain", type=_FILE, multiple=True, metavar="TEXT.txt", help="Plain text, one paragraph a line.")
@click.option("--annotated", type=_FILE, metavar="RECORDS.jsonl", help="Documents whose names settle clitics.")
def command(conllu: Path, out: Path, recipe: Path | None, plain: tuple[Path, ...], annotated: Path | None) -> None:
    """Train on TREEBANK.conllu, write the models to FOLDER, print their held-out figures.

    With --plain (may be repeated) the words of that text are counted and some of its sentences labelled and trained
    on as well, which is how the shipped tokenizer learnt where a particle ends. Needs the extra `train`.
    """
    with errors_as_usage():
        from pipeline import resources
        from pipeline.formats import records
        from pipeline.training.tokenizer import train_tokenizer
        from pipeline.training.tokenizer_config import read_config

        config = read_config(recipe or resources.folder("configs") / "tokenizer.toml")
        documents = records.load(annotated) if annotated else ()
        scores = train_tokenizer(conllu, config, out, plain=plain, annotated=documents)
    for part, figures in scores.items():
        click.echo(f"{part}: " + ", ".join(f"{name} {figure:.2f}" for name, figure in figures.items()))
