"""Make the sample documents: `python tools/make_samples.py [NAME...]`; the same sources give the same bytes."""

from __future__ import annotations

import argparse
import pkgutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, Python sees tools/ only

from tools.samples.source import SAMPLES, catalogue_entry, load, source_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD = "# Made by tools/make_samples.py from corpus/samples/sources; edit those, not this.\n"


def builder_name(suffix: str) -> str:
    """Return where the function `build(source, target_folder) -> path` for files with this *suffix* stands."""
    return "tools.samples.pdf:build" if suffix == ".pdf" else "tools.samples.office:build"


def select(names: Sequence[str]) -> list[Path]:
    """Return the sources whose name, number or output is among *names*; all of them without names.

    Raises:
        SystemExit: a name that fits no source.
    """
    paths = source_paths()
    if not names:
        return paths
    chosen = {name: [path for path in paths if path.name.startswith(Path(name).stem)] for name in names}
    unknown = [name for name, found in chosen.items() if not found]
    if unknown:
        raise SystemExit(f"No source for {', '.join(unknown)}. There are: {', '.join(path.stem for path in paths)}")
    return sorted({path for found in chosen.values() for path in found})


def catalogue_text() -> str:
    """Return the text of documents.yaml: one entry for each source, in the order of their numbers."""
    entries = [catalogue_entry(load(path)) for path in source_paths()]
    return _HEAD + yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=120)


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the samples named on the command line, and documents.yaml for all of them."""
    parser = argparse.ArgumentParser(description="Make the sample documents in corpus/samples from their sources.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="number or name of a source, such as 01; all if absent"
    )
    parser.add_argument("--target", type=Path, default=SAMPLES, help="folder to write to (default: corpus/samples)")
    options = parser.parse_args(arguments)
    options.target.mkdir(parents=True, exist_ok=True)
    for path in select(options.names):
        build = pkgutil.resolve_name(builder_name(load(path).suffix))
        print(build(path, options.target))
    (options.target / "documents.yaml").write_text(catalogue_text(), "utf-8")


if __name__ == "__main__":
    main()
