"""Pin the quality floors: `python -m tests.quality.pin`. A floor only rises, unless `--lower` is given."""

from __future__ import annotations

import json
import math
from typing import Any, TypeAlias

import click

from pipeline import config
from tests.quality import gold

Figures: TypeAlias = dict[str, dict[str, float]]

FILE = gold.ROOT / "tests" / "quality" / "floors.json"
SPLIT = "test"
SECTIONS = [*gold.BY_RULES, *config.load().models]
#: int8 matrix products differ a little between processors, and with them the model's spans at the edge.
MODEL_SLACK = 0.005


def floors_of(measured: Figures, section: str) -> Figures:
    """The floors that today's figures allow: rounded down, for a model with some slack."""
    slack = 0 if section in gold.BY_RULES else MODEL_SLACK
    return {label: {name: _down(value - slack) for name, value in row.items()} for label, row in measured.items()}


def raised(old: Figures, new: Figures, *, lower: bool) -> Figures:
    """The floors to pin: label by label and figure by figure the higher one, or with `lower` the new one."""
    pinned = {label: dict(figures) for label, figures in old.items()}
    for label, figures in new.items():
        kept = pinned.setdefault(label, {})
        for name, figure in figures.items():
            kept[name] = figure if lower else max(figure, kept.get(name, 0.0))
    return dict(sorted(pinned.items()))


def read() -> dict[str, Any]:
    """The pinned file."""
    pinned: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return pinned


def _down(figure: float) -> float:
    return max(0.0, math.floor(figure * 10_000) / 10_000)


@click.command()
@click.option("--only", "section", type=click.Choice(SECTIONS), help="Leave the floors of the others alone.")
@click.option("--lower", is_flag=True, help="Let floors fall to the measured figures.")
@click.option("--new-gold", is_flag=True, help="Accept gold that is not the pinned one.")
@click.option("--look", type=click.Choice(["train", "dev"]), help="Print the figures on this split and pin nothing.")
def main(section: str | None, lower: bool, new_gold: bool, look: str | None) -> None:
    """Measure on the test gold and pin the floors, of the rules and of each model by itself."""
    sections = [section] if section else SECTIONS
    if look is not None:
        click.echo(json.dumps({each: gold.measure(look, each) for each in sections}, indent=2))
        return
    pinned, sha256 = read(), gold.sha256(gold.path(SPLIT))
    if pinned["sha256"] != sha256 and not new_gold:
        raise click.ClickException("the gold has changed since it was pinned; --new-gold accepts it")
    floors = pinned["floors"]
    for each in sections:
        floors[each] = raised(floors.get(each, {}), floors_of(gold.measure(SPLIT, each), each), lower=lower)
    FILE.write_text(json.dumps({"split": SPLIT, "sha256": sha256, "floors": floors}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
