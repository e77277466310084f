"""What commands share: the options for settings, output as JSON, progress on stderr."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from corpus.settings import Settings, read_settings

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = {
    "data": click.option("--data", metavar="DIR", help="Data folder (default: ./duiding-data)."),
    "engine": click.option(
        "--engine", type=click.Choice(["tantivy", "whoosh", "memory"]), help="Search engine of a new index."
    ),
    "workers": click.option("--workers", type=int, metavar="N", help="Files read at once (default: one per core)."),
    "model": click.option(
        "--model", metavar="NAME", help="Language model for names: auto, bundled, none, or a model's name."
    ),
    "vocabulary": click.option("--vocabulary", metavar="DIR", help="Vocabulary of your own, laid over ours."),
    "persons": click.option("--persons", type=click.Choice(["off", "on"]), help="Keep the names of persons."),
    "host": click.option("--host", metavar="ADDRESS", help="Address to listen on (default: 127.0.0.1)."),
    "theme": click.option("--theme", metavar="DIR", help="House style: a folder with theme.css."),
    "port": click.option("--port", type=int, metavar="N", help="Port to listen on (default: 8000)."),
}

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def setting_options(*names: str) -> Callable[[Command], Command]:
    """Give a command the options for these settings; values arrive by name, None if not given."""

    def decorate(command: Command) -> Command:
        for name in reversed(names):
            command = _OPTIONS[name](command)
        return command

    return decorate


def settings_of(**given: object) -> Settings:
    """Read the settings, with what was *given* as options first."""
    return read_settings(given)


def print_json(value: object) -> None:
    """Print *value* as JSON on stdout, readable for people too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


class _RateColumn(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


def progress_bar(*, quiet: bool = False) -> Progress:
    """Return a progress bar on stderr with count, rate and remaining time; silent when *quiet* or not a terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=quiet,
    )
