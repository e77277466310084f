"""Write docs/settings.md and docs/cli.md from the code: `python tools/make_reference.py`."""

from __future__ import annotations

from pathlib import Path

import click

from corpus.settings import ENVIRONMENT_PREFIX, FILE_NAME, SETTINGS
from indexer.cli import COMMANDS, group

DOCS = Path(__file__).resolve().parent.parent / "docs"
_MADE = "<!-- Made from the code by tools/make_reference.py; a test holds them together. -->\n"
_WIDTH = 100


def settings_page() -> str:
    """Return the page on settings."""
    lines = [
        "# Settings",
        _MADE,
        f"A setting comes from, in this order: command line, environment (`{ENVIRONMENT_PREFIX}ENGINE=whoosh`),",
        f"`{FILE_NAME}` in the data folder, its default. `duiding settings` prints the values that hold.",
        "",
        "| setting | default | unit | meaning |",
        "|---|---|---|---|",
    ]
    for setting in SETTINGS:
        choices = f" One of: {', '.join(setting.choices)}." if setting.choices else ""
        default = f"`{setting.default}`" if setting.default != "" else "(empty)"
        lines.append(f"| `{setting.name}` | {default} | {setting.unit} | {setting.help}{choices} |")
    return "\n".join(lines) + "\n"


def cli_page() -> str:
    """Return the page on the command line."""
    context = click.Context(group, info_name="duiding", terminal_width=_WIDTH, help_option_names=["-h", "--help"])
    parts = ["# Command line", _MADE, _help(context)]
    for name in COMMANDS:
        command = group.get_command(context, name)
        if command is not None:
            parts += [f"## duiding {name}", _help(click.Context(command, parent=context, info_name=name))]
    return "\n".join(parts)


def _help(context: click.Context) -> str:
    return f"```\n{context.get_help()}\n```\n"


if __name__ == "__main__":
    (DOCS / "settings.md").write_text(settings_page(), "utf-8")
    (DOCS / "cli.md").write_text(cli_page(), "utf-8")
