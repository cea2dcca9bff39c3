"""`jisr average`: one model out of several that were trained from the same one."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import errors_as_usage

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("average")
@click.argument("models", type=FOLDER, nargs=-1, required=True, metavar="MODEL...")
@click.argument("dev", type=Path, metavar="DEV.jsonl")
@click.option("-o", "--out", type=Path, required=True, metavar="FOLDER", help="Where the new model is written.")
def command(models: tuple[Path, ...], dev: Path, out: Path) -> None:
    """Write the mean of the weights of MODELs that were trained from the same one, with other seeds or longer.

    Its scores are calibrated on DEV.jsonl. Needs the extra `train`.
    """
    with errors_as_usage():
        from pipeline.training.run import average_models

        average_models(models, dev, out)
