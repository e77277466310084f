"""`python -m nlp.training`: convert the data, train, and write the bundled pipeline; about an hour on one core."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click

from nlp.pipeline import BUNDLED
from nlp.training import names, treebank
from nlp.training.assemble import assemble, name_table, tag_table

_HERE = Path(__file__).parent
_CHOOSES = "ner-conll-testa"  # the text that says when the recogniser of names has learnt enough


@click.command(help=__doc__)
@click.option("--data", type=click.Path(path_type=Path, exists=True), default="../shared/nlp", help="Folder of data.")
@click.option("--work", type=click.Path(path_type=Path), default="build/training", help="Folder for what is made.")
@click.option("--target", type=click.Path(path_type=Path), default=BUNDLED, help="Folder of the pipeline.")
@click.option("--seed", default=0, help="Of the order of texts, of other names, of the first weights.")
@click.option("--steps", type=int, help="Stop each training after so many steps, to try the recipe.")
def main(data: Path, work: Path, target: Path, seed: int, steps: int | None) -> None:
    """Run the recipe; a training whose result is in *work* is not run again."""
    work.mkdir(parents=True, exist_ok=True)
    if not (work / "ner.spacy").is_file():
        treebank.convert(data, work, seed)
        names.convert(data, work, seed)

    def run(config: str, train: Path, dev: Path, base: Path | None = None) -> Path:
        return _train(config, work, {"train": train, "dev": dev, "base": base}, seed, steps)

    tags = _tags(run, work)
    sentences = run("senter", work / "sentences.spacy", work / "pos-dev.spacy")
    recogniser = run("ner", work / "ner.spacy", data / "train" / f"{_CHOOSES}.spacy", tags[0])
    found = assemble(tags, sentences, recogniser, work=work, data=data, target=target)
    click.echo(f"{tag_table(found)}\n\n{name_table(found)}\n\nWritten to {target}.")


def _tags(run: Callable[..., Path], work: Path) -> list[Path]:
    """Train on all tagged texts, then on the treebank alone."""
    dev = work / "pos-dev.spacy"
    broad = run("pos", work / "pos-all.spacy", dev)
    return [broad, run("pos-gold", work / "pos-gold.spacy", dev, broad)]


def _train(config: str, work: Path, paths: dict[str, Path | None], seed: int, steps: int | None) -> Path:
    output = work / config
    if not (output / "model-last").is_dir():
        command = [sys.executable, "-m", "spacy", "train", str(_HERE / f"{config}.cfg"), "--output", str(output)]
        command += ["--code", str(_HERE / "resume.py")]
        command += [f"--paths.{name}={path}" for name, path in paths.items() if path is not None]
        command += [f"--system.seed={seed}"] + ([f"--training.max_steps={steps}"] if steps else [])
        subprocess.run(command, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})  # noqa: S603  (our own command)
    return output / "model-best"


if __name__ == "__main__":
    main()
