"""The command `jisr`: one file a command, each a thin call of one importable function."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = (
    "add-words",
    "average",
    "bench",
    "build-encoder",
    "distill",
    "evaluate",
    "extract",
    "pretrain",
    "run",
    "summary",
    "train",
    "train-tokenizer",
    "view",
)


class _Commands(click.Group):
    """Imports a command's file when the command is called, so that each starts as fast as it can."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, from files that are not imported for it."""
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported when it is asked for."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"pipeline.cli.{cmd_name.replace('-', '_')}").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="jisr", prog_name="jisr")
def main() -> None:
    """Find people, bodies, places, numbers, dates and document references in Arabic news about Viet Nam.

    Standard output carries data only; progress and messages go to standard error. Exit codes: 0 done, 1 some
    documents could not be processed (they are in the quarantine file, all others are written), 2 the call was wrong
    and nothing was written.
    """
