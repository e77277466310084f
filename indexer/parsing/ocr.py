"""Text recognition (OCR) with Tesseract: found at run time, never required; it sees only pictures that we drew.

A page picture goes in over a pipe and hOCR comes out over a pipe, so Tesseract reads no file of the corpus and writes
none. What it saw is kept by the hash of the picture: the same page is recognised once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.parsing.language import votes
from indexer.parsing.ocr_seen import Picture, SeenPage, from_json, to_json
from indexer.parsing.ocr_words import from_hocr

LANGUAGE = "nld"
SECOND = "fra"  # tried on a page that turns out to be French, where its data is installed
SCRIPT = "osd"  # data with which the recogniser can tell how a page lies
UPRIGHT = 0.7  # mean confidence of a page below which it may lie upside down
PATIENCE = 4  # times the processor time: so long on the clock, for at low priority a busy machine keeps it waiting
NICE = 10  # recognition waits for everything else
MEMORY = 1500 * 1024 * 1024  # bytes of address space
FORMAT = "3"  # of what is kept; changes when other words would come out of the same picture
MAX_OUTPUT = 20_000_000  # bytes of hOCR


@dataclass(frozen=True, slots=True)
class Recogniser:
    """An installed Tesseract."""

    program: str
    version: str
    languages: frozenset[str]

    def see(self, picture: Picture, *, seconds: float, cache_folder: Path | None = None) -> SeenPage:
        """Return what stands on *picture*; a failure is said in the result and never raised.

        Args:
            picture: a page.
            seconds: processor time for it; on the clock it may take `PATIENCE` times as long.
            cache_folder: where results are kept by the hash of the picture; made where it is missing.
        """
        kept = self.kept_at(picture, cache_folder) if cache_folder else None
        known = _kept(kept, picture.page) if kept else None
        if known is not None:
            return known
        picture, seen = self._see_upright(picture, seconds)
        if SECOND in self.languages and _is_french(seen):
            second = self._see(picture, SECOND, seconds)
            seen = second if not second.failure and (second.confidence or 0) > (seen.confidence or 0) else seen
        if kept and not seen.failure:
            _keep(kept, seen)
        return seen

    def _see_upright(self, picture: Picture, seconds: float) -> tuple[Picture, SeenPage]:
        """Return the picture as it was read best, and what was seen on it.

        Most pages stand upright, and a look at each for its own sake would take a third longer: so only a page that
        could not be read well is turned as the recogniser itself says that it lies, and read once more.
        """
        seen = self._see(picture, LANGUAGE, seconds)
        if seen.failure or (seen.words and (seen.confidence or 0) >= UPRIGHT):
            return picture, seen
        quarters = self._quarters(picture, seconds) if SCRIPT in self.languages else 2
        if not quarters:
            return picture, seen
        turned = picture.turned(quarters)
        other = self._see(turned, LANGUAGE, seconds)
        better = not other.failure and _weight(other) > _weight(seen)
        return (turned, other) if better else (picture, seen)

    def _quarters(self, picture: Picture, seconds: float) -> int:
        """Return by how many quarters clockwise the picture must be turned; 0 also where nobody can tell."""
        said = self._run(["-l", SCRIPT, "--psm", "0"], picture, seconds)
        found = re.search(rb"^Rotate: (\d+)", said, re.MULTILINE) if isinstance(said, bytes) else None
        return int(found.group(1)) // 90 % 4 if found else 0

    def kept_at(self, picture: Picture, cache_folder: Path) -> Path:
        """Return the file below *cache_folder* that holds, or would hold, what was seen on *picture*."""
        return cache_folder / f"{self._key(picture)}.json"

    def _key(self, picture: Picture) -> str:
        content = hashlib.sha256(f"{FORMAT} {self.version} {picture.scale:.4f} {picture.angle:.2f} ".encode())
        content.update(picture.pgm)
        return content.hexdigest()

    def _see(self, picture: Picture, language: str, seconds: float) -> SeenPage:
        output = self._run(["-l", language, "hocr"], picture, seconds)
        if isinstance(output, str):
            return _failed(picture, output)
        try:
            return from_hocr(output, picture)
        except (ValueError, KeyError):
            return _failed(picture, "het programma gaf geen bruikbaar antwoord")

    def _run(self, options: list[str], picture: Picture, seconds: float) -> bytes | str:
        """Return what the program says of a picture, or, as text, why it says nothing."""
        command = [self.program, "-", "-", "--dpi", str(round(72 * picture.scale)), *options]
        try:
            process = subprocess.Popen(  # noqa: S603 - the program that was found on the path, with fixed arguments
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
                cwd="/",
            )  # fmt: skip
        except OSError:
            return "het programma kon niet worden gestart"
        with process:
            _confine(process.pid, seconds)
            try:
                output, _ = process.communicate(picture.pgm, timeout=PATIENCE * seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                return f"duurde langer dan {seconds:g} seconden"
            except BaseException:
                process.kill()
                raise
        return "het programma liep vast" if process.returncode != 0 or len(output) > MAX_OUTPUT else output


@cache
def find_recogniser() -> Recogniser | None:
    """Return the Tesseract on the path with data for Dutch, or None."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        said = subprocess.run(  # noqa: S603 - as above
            [program, "--version"], capture_output=True, timeout=20, check=True, env=_environment()
        )
        listed = subprocess.run(  # noqa: S603 - as above
            [program, "--list-langs"], capture_output=True, timeout=20, check=True, env=_environment()
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = (said.stdout or said.stderr).decode("utf-8", "replace").split("\n")
    languages = frozenset((listed.stdout or listed.stderr).decode("utf-8", "replace").split())
    return Recogniser(program, lines[0].strip(), languages) if LANGUAGE in languages else None


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")}
    return {**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


def _confine(process: int, seconds: float) -> None:
    """Give a running process low priority and limits; what the system does not offer is left out."""
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, process, NICE)
    with contextlib.suppress(ImportError, OSError, AttributeError, ValueError):
        import resource

        processor = int(seconds) + 1
        for kind, limit in (
            (resource.RLIMIT_CPU, processor),
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.prlimit(process, kind, (limit, limit))


def _failed(picture: Picture, why: str) -> SeenPage:
    return SeenPage(picture.page, (), picture.angle, why)


def _weight(seen: SeenPage) -> float:
    """Return how much was surely read."""
    return sum(len(word.text) * word.confidence**2 for word in seen.words)


def _is_french(seen: SeenPage) -> bool:
    counted = votes(" ".join(word.text for word in seen.words))
    return counted["fr"] >= 10 and counted["fr"] > 2 * counted["nl"]


def _kept(path: Path, page: int) -> SeenPage | None:
    """Return what is kept for a picture, under the number it has now; a damaged file counts as none."""
    try:
        (found,) = from_json(path.read_bytes()).values()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return SeenPage(page, found.words, found.angle)


def _keep(path: Path, seen: SeenPage) -> None:
    """Write a result beside its place and move it there, so that no half file is read; a full disk loses only time."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as holder:
            holder.write(to_json([seen]))
        Path(holder.name).replace(path)
