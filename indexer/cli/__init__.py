"""The command `duiding`: one command a file, each loaded only when it is called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import click

from corpus.errors import DuidingError

COMMANDS = (
    "ingest",
    "search",
    "show",
    "cite",
    "explain",
    "retag",
    "check-quotes",
    "compare",
    "evolution",
    "diff",
    "profile",
    "rectify",
    "suppress",
    "rebuild",
    "verify",
    "doctor",
    "evaluate",
    "quarantine",
    "serve",
    "mcp",
    "settings",
    "evaluate",
    "demo",
)

EXIT_CODES = """\b
Exit codes:
  0  done
  1  something went wrong, `verify` found a problem, or `doctor` something for a person
  2  the command was not understood
  3  no such document or passage
  4  a file could not be read, or is in quarantine (the others were read)
  5  the query was not understood
  6  the store cannot be used
  7  the index cannot be used: run `duiding rebuild`
  8  another process is writing
"""


class LazyGroup(click.Group):
    """A group whose commands are imported by name: `<module>.<name>:command`."""

    def __init__(self, *args: Any, module: str = __name__, names: Sequence[str] = COMMANDS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._module, self._names = module, names

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the commands in the order in which they are used."""
        return list(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Import and return one command."""
        if cmd_name not in self._names:
            return None
        command: click.Command = importlib.import_module(f"{self._module}.{cmd_name.replace('-', '_')}").command
        return command


@click.group(
    cls=LazyGroup,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(version("duiding"), prog_name="duiding")
def group() -> None:
    """Search, compare and cite Dutch-language documents on extremism, polarisation and terrorism.

    \b
    Example:
      duiding ingest rapporten/ && duiding search "rechts-extremisme land:BE"
    """


def main() -> None:
    """Run the command line; our own errors become one line on stderr and their exit code."""
    try:
        group(standalone_mode=True)
    except DuidingError as error:
        click.echo(f"duiding: {error}", err=True)
        sys.exit(error.exit_code)
