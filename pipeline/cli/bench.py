"""`jisr bench`: what jisr costs on this machine, and others beside it."""

from __future__ import annotations

import click

from pipeline.cli.common import errors_as_usage

_INPUTS = click.argument("inputs", nargs=-1, metavar="[INPUT]...")
_MODEL = click.option("--model", metavar="NAME|PATH", help="A shipped model by its name, or a model's folder.")


@click.group("bench")
def command() -> None:
    """Measure speed on this machine, each figure on one core unless it says otherwise.

    INPUT is what `jisr extract` reads; without it, the real articles and the training gold of the source tree.
    Measure on a machine that does nothing else.
    """


@command.command("stages")
@_INPUTS
@_MODEL
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
def stages(inputs: tuple[str, ...], model: str | None, as_json: bool) -> None:
    """Where the time of the whole job goes, stage by stage."""
    with errors_as_usage():
        from pipeline.bench.stages import profile
        from pipeline.extractor import configured

        found = profile(inputs, configured(model=model))
    click.echo(found.json() if as_json else str(found))


@command.command("model")
@_INPUTS
@_MODEL
def model(inputs: tuple[str, ...], model: str | None) -> None:
    """What share of the machine's int8 peak the NER model reaches, and where the rest of its time goes."""
    with errors_as_usage():
        from pipeline.bench.model import use
        from pipeline.extractor import configured

        click.echo(use(inputs, configured(model=model)))


@command.command("growth")
@_INPUTS
@_MODEL
def growth(inputs: tuple[str, ...], model: str | None) -> None:
    """Whether 10,000 documents, or one of 100,000 words, cost more a word than few and short ones. Takes minutes."""
    with errors_as_usage():
        from pipeline.bench.growth import growth
        from pipeline.extractor import configured

        click.echo(growth(inputs, configured(model=model)))


@command.command("peers")
@_INPUTS
@click.option("--seconds", type=click.IntRange(min=1), default=20, show_default=True, help="Of work, about, each.")
def peers(inputs: tuple[str, ...], seconds: int) -> None:
    """Print the README's table: both models beside other programs of Python, on articles of 400 words.

    Text in, JSON Lines out, with one process and with two, all in this run. The others have random weights of the
    published shape, which changes what they find and not how long they take; nothing is downloaded. What is not
    installed is passed over, with what to install.
    """
    with errors_as_usage():
        from pipeline.bench.race import race

        for line in race(inputs, seconds):
            click.echo(line)
