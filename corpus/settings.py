"""Settings: one table that is code, documentation and `duiding settings` at once.

A setting is read once, in the command line or `create_app`, and passed on; no module reads the environment on import.
Later sources win: default, `duiding.toml` in the data folder, environment (`DUIDING_ENGINE`), command-line option.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError

ENVIRONMENT_PREFIX = "DUIDING_"
FILE_NAME = "duiding.toml"

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its type is that of its default; `choices` and `lowest` bound what it may be."""

    name: str
    default: Value
    unit: str
    help: str
    choices: tuple[str, ...] = ()
    lowest: float | None = None

    def read(self, raw: object) -> Value:
        """Return *raw* as a value of this setting.

        Raises:
            UsageError: it is of another type, not among the choices, or too low.
        """
        kind = type(self.default)
        try:
            value: Value = kind(str(raw))
        except ValueError:
            raise UsageError(f"Setting {self.name} must be of type {kind.__name__}, not {raw!r}.") from None
        if self.choices and value not in self.choices:
            raise UsageError(f"Setting {self.name} must be one of {', '.join(self.choices)}, not {raw!r}.")
        if self.lowest is not None and isinstance(value, int | float) and value < self.lowest:
            raise UsageError(f"Setting {self.name} must be at least {self.lowest:g}, not {raw!r}.")
        return value


SETTINGS = (
    Setting("data", "duiding-data", "folder", "Where the store, the originals and the index live."),
    Setting("database", "", "address", "SQLAlchemy address of the store; empty: SQLite in the data folder."),
    Setting("engine", "tantivy", "name", "Search engine of a new index.", choices=("memory", "tantivy", "whoosh")),
    Setting(
        "model",
        "auto",
        "name",
        "Language model for names beside the vocabulary; auto and bundled: the one that comes with the product.",
        choices=("auto", "bundled", "none", "nl_core_news_sm", "nl_core_news_md", "nl_core_news_lg"),
    ),
    Setting(
        "vocabulary",
        "",
        "folder",
        "Vocabulary of your own, laid over ours; empty: `vocabularies` in the data folder, where it is there.",
    ),
    Setting(
        "persons",
        "off",
        "switch",
        "Keep the names of persons that the model finds: on the page of their passage alone, never in a filter.",
        choices=("off", "on"),
    ),
    Setting("workers", 0, "processes", "Files read at once; 0: one per core.", lowest=0),
    Setting("parse_seconds", 120.0, "seconds", "Longest processor time for one file; thrice on the clock.", lowest=1),
    Setting("parse_memory", 1500, "megabytes", "Most memory for reading one file.", lowest=200),
    Setting(
        "ocr",
        "auto",
        "name",
        "Text recognition of pages without text; auto: with Tesseract where it is installed (`make ocr`).",
        choices=("auto", "none"),
    ),
    Setting("ocr_seconds", 90.0, "seconds", "Longest time for recognising one page.", lowest=1),
    Setting("passage_max_chars", 1200, "code points", "Longest passage.", lowest=200),
    Setting("results_per_page", 20, "documents", "Results on one page.", lowest=1),
    Setting("host", "127.0.0.1", "address", "Address the web application listens on."),
    Setting("port", 8000, "port", "Port the web application listens on.", lowest=0),
    Setting(
        "public_address",
        "",
        "address",
        "Address under which readers reach the web application, for permalinks; empty: as the request says.",
    ),
    Setting("threads", 4, "threads", "Requests answered at once.", lowest=1),
    Setting("theme", "", "folder", "House style: a folder with theme.css; empty: our own look."),
    Setting(
        "reviewers",
        "",
        "file",
        "Who may say on the website that a tag is wrong: lines `name:hash` of `duiding suppress token`; empty: nobody.",
    ),
    Setting("contact", "", "e-mail or address", "Where readers report errors; shown at the foot of every page."),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its value; the fields follow `SETTINGS`."""

    data: str
    database: str
    engine: str
    model: str
    vocabulary: str
    persons: str
    workers: int
    parse_seconds: float
    parse_memory: int
    ocr: str
    ocr_seconds: float
    passage_max_chars: int
    results_per_page: int
    host: str
    port: int
    public_address: str
    threads: int
    theme: str
    reviewers: str
    contact: str

    @property
    def folder(self) -> Path:
        """The data folder."""
        return Path(self.data)

    @property
    def database_address(self) -> str:
        """SQLAlchemy address of the store."""
        return self.database or f"sqlite:///{self.folder / 'store.sqlite3'}"


def read_settings(given: Mapping[str, object] | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read all settings.

    Args:
        given: values from the command line; None means not given.
        environment: variables to read instead of the process environment.

    Raises:
        UsageError: an unknown name, or a value that does not fit.
    """
    environment = os.environ if environment is None else environment
    chosen: dict[str, object] = {
        name: environment[variable]
        for name in _BY_NAME
        if (variable := ENVIRONMENT_PREFIX + name.upper()) in environment
    }
    chosen.update({name: value for name, value in (given or {}).items() if value is not None})
    folder = Path(str(chosen.get("data", _BY_NAME["data"].default)))
    values: dict[str, object] = {setting.name: setting.default for setting in SETTINGS}
    values.update(_from_file(folder / FILE_NAME))
    values.update(chosen)
    if unknown := sorted(set(values) - set(_BY_NAME)):
        raise UsageError(f"Unknown setting: {', '.join(unknown)}. `duiding settings` lists them all.")
    return Settings(**{name: _BY_NAME[name].read(value) for name, value in values.items()})  # type: ignore[arg-type]  # the table and the class are held together by a test


def _from_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not a TOML file: {error}. Mend it or take it away.") from error
