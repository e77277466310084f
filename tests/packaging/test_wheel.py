"""The wheel holds all it needs: installed in a bare environment it ingests its samples and answers."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("duiding-*.whl")
    return built


def test_the_wheel_carries_data_and_no_sources_of_samples(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for needed in (
        "corpus/samples/documents.yaml",
        "corpus/samples/01-dreigingsbeeld-7.pdf",
        "corpus/store/migrations/versions/0001_the_first_tables.py",
        "search_app/templates/results.html",
        "search_app/static/app.css",
        "corpus/py.typed",
        "nlp/models/nl_duiding_sm/meta.json",
        "nlp/models/nl_duiding_sm/ner/model",
        "nlp/models/nl_duiding_sm/LICENSE",
        "nlp/training/ner.cfg",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith(("tests/", "tools/", "corpus/samples/sources/"))]


def test_the_language_model_is_small_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = sum(one.compress_size for one in archive.infolist() if one.filename.startswith("nlp/models/"))
    assert 1_000_000 < packed < 15_000_000


def test_an_installed_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", str(bare)], check=True)
    pip = [str(bare / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "run.txt")], check=True)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)

    def run(*arguments: str) -> str:
        command = [str(bare / "bin" / "duiding"), *arguments]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    samples = yaml.safe_load((ROOT / "corpus" / "samples" / "documents.yaml").read_text("utf-8"))
    assert f"{len(samples)} files: {len(samples)} added" in run("demo", "--quiet")
    assert f"{len(samples)} files: {len(samples)} unchanged" in run("demo", "--quiet")
    found = json.loads(run("search", "--json", "rechts-extremisme"))
    assert found["passages"] > 0
    assert "Voorbeeld" in run("cite", found["hits"][0]["passages"][0]["id"])
    assert "agree" in run("verify")
