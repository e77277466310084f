"""`duiding settings`: every setting, its value and what it does."""

from __future__ import annotations

import click

from corpus.settings import ENVIRONMENT_PREFIX, SETTINGS
from indexer.cli.common import as_json, print_json, setting_options, settings_of


@click.command("settings")
@setting_options("data")
@as_json
def command(as_json: bool, **given: object) -> None:
    """List every setting with its value, unit and meaning.

    A setting comes from, in this order: the command line, the environment, duiding.toml in the data folder, its
    default.

    \b
    Example:
      DUIDING_ENGINE=whoosh duiding settings
    """
    values = settings_of(**given)
    if as_json:
        print_json({setting.name: getattr(values, setting.name) for setting in SETTINGS})
        return
    for setting in SETTINGS:
        value = getattr(values, setting.name)
        click.echo(f"{setting.name} = {value!r}  ({setting.unit}; {ENVIRONMENT_PREFIX}{setting.name.upper()})")
        click.echo(f"    {setting.help}")
