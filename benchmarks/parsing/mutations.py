"""No file stops, crashes or hangs the program: damaged files and bombs through the pool, each ending with a reason.

python -m benchmarks.parsing.mutations                    # samples, and ../shared/realdocs where it is
python -m benchmarks.parsing.mutations --files 200        # a short run
python -m benchmarks.parsing.mutations --seed 4           # other damage
python -m benchmarks.parsing.mutations --cost             # only what a forked child costs
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import psutil

from benchmarks.parsing.bombs import bombs
from benchmarks.report import table
from corpus.errors import ReadingError
from indexer.sandbox import Job, ParserPool

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "realdocs"
SEED = 3
FORMATS = ("pdf", "docx", "xlsx", "odt", "html", "txt", "csv")
LARGEST = 1_500_000  # bytes of a file that is damaged: many small ones say more than few large ones


def originals() -> dict[str, list[Path]]:
    """Return the files to damage, by format."""
    folders = [
        ROOT / "corpus" / "samples",
        *(SHARED / part for part in ("pdf/be", "pdf/nl", "docx", "html", "rendered")),
    ]
    folders += sorted((SHARED / "texts").glob("*")) if SHARED.is_dir() else []
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for folder in folders:
        for path in sorted(folder.glob("*")):
            kind = path.suffix.lower().lstrip(".")
            if kind in FORMATS and path.stat().st_size <= LARGEST:
                found[kind].append(path)
    return dict(found)


def mutations(count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield group, file name and bytes of *count* damaged files, the same ones each time for the same *seed*."""
    chance = random.Random(seed)
    files = originals()
    kinds = sorted(files)
    weights = [8 if kind == "pdf" else 3 if kind in ("docx", "odt", "xlsx", "html") else 1 for kind in kinds]
    for number in range(count):
        kind = chance.choices(kinds, weights)[0]
        path = chance.choice(files[kind])
        how = chance.choice(("truncated", "flipped", "swapped", "doubled", "renamed"))
        data, ending = damaged(path.read_bytes(), how, chance), kind
        if how == "renamed":
            ending = chance.choice([other for other in FORMATS if other != kind])
        yield how, f"{number:04}-{path.stem[:40]}.{ending}", data


def damaged(data: bytes, how: str, chance: random.Random) -> bytes:
    """Return *data* damaged in one of five ways."""
    changed = bytearray(data)
    if how == "truncated":
        return data[: chance.randrange(len(data))]
    if how == "flipped":
        for _ in range(chance.choice((1, 10, 100, 1000))):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    elif how == "swapped":
        size = min(len(changed) // 3, chance.choice((16, 256, 4096)))
        one, other = chance.randrange(len(changed) - size), chance.randrange(len(changed) - size)
        changed[one : one + size] = changed[other : other + size]
    elif how == "doubled":
        start = chance.randrange(len(changed))
        changed[start:start] = changed[start : start + chance.choice((100, 10_000))] * chance.choice((1, 20))
    return bytes(changed)


def nasty() -> Iterator[tuple[str, str, bytes]]:
    """Yield the test files of PDF libraries, where they are."""
    for path in sorted((SHARED / "pdf" / "nasty").glob("*")):
        if path.is_file():
            yield "nasty", path.name, path.read_bytes()


def whole() -> Iterator[tuple[str, str, bytes]]:
    """Yield the undamaged files: each ends as a document or with a reason, and none is set apart for a marking."""
    for paths in originals().values():
        for path in paths:
            yield "undamaged", f"{path.parent.name}-{path.name}", path.read_bytes()


def measure(
    count: int, seed: int, seconds: float, memory_mb: int
) -> tuple[dict[str, Counter[str]], dict[str, str], int]:
    """Run all files through one pool; return endings by group, the notable files, and how many were lost."""
    ended: defaultdict[str, Counter[str]] = defaultdict(Counter)
    notable: dict[str, str] = {}
    group_of: dict[str, str] = {}
    slowest = (0.0, "")

    def jobs() -> Iterator[Job]:
        exploding = (("bombs", name, data) for name, data in bombs())
        for group, name, data in chain(whole(), nasty(), mutations(count, seed), exploding):
            unique = f"{group}/{name}"
            group_of[unique] = group
            yield Job(data, unique)

    before = time.perf_counter()
    with ParserPool(2, seconds, memory_mb) as pool:
        for job, result in pool.run(jobs()):
            now = time.perf_counter()
            slowest = max(slowest, (now - before, job.name))
            before = now
            reason = result.reason if isinstance(result, ReadingError) else "read"
            ended[group_of.pop(job.name)][reason] += 1
            if isinstance(result, ReadingError) and (
                reason in ("crash", "timeout", "memory", "marked", "too-large") or job.name.startswith("bombs/")
            ):
                notable[job.name] = f"{reason}: {result}"
    notable["longest wait between two endings"] = f"{slowest[0]:.1f} s ({slowest[1]})"
    return dict(ended), notable, len(group_of)


def cost_of_a_child(times: int = 300) -> tuple[float, float]:
    """Return the processor time and the wall time in milliseconds that a small text costs in a child.

    All processes together: this one, the zygote and the child. A pool that reads one file is taken off, so that the
    start of the zygote is not counted.
    """
    small = b"Een gewone tekst over gemeenten.\n\nMet twee alinea's.\n"

    def used(files: int) -> tuple[float, float]:
        before, started = processor_time(), time.perf_counter()
        with ParserPool(1, 20, 700) as pool:
            for _ in pool.run(Job(small, f"{n}.txt") for n in range(files)):
                pass
        return processor_time() - before, time.perf_counter() - started

    many, one = used(times + 1), used(1)
    return (many[0] - one[0]) / times * 1000, (many[1] - one[1]) / times * 1000


def processor_time() -> float:
    """Return the seconds that this process and its ended children have used."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; leave with 1 when a file was lost, a process stayed, or an undamaged file was marked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2_000, help="damaged files (default: 2000)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the damage (default: {SEED})")
    parser.add_argument("--seconds", type=float, default=10.0, help="for one file")
    parser.add_argument("--memory", type=int, default=700, help="megabytes for one file")
    parser.add_argument("--cost", action="store_true", help="measure only what a child costs")
    parser.add_argument("--all", action="store_true", help="list every file that crashed its child or hit a limit")
    given = parser.parse_args(arguments)
    cpu, child_wall = cost_of_a_child()
    print(f"A child costs {cpu:.1f} ms of processor time a document, {child_wall:.1f} ms on the clock.\n", flush=True)
    if given.cost:
        return
    started = time.perf_counter()
    ended, notable, lost = measure(given.files, given.seed, given.seconds, given.memory)
    wall = time.perf_counter() - started
    reasons = sorted({reason for counts in ended.values() for reason in counts}, key=lambda one: (one != "read", one))
    rows = [
        [group, *(str(counts[reason]) for reason in reasons), str(counts.total())] for group, counts in ended.items()
    ]
    print(table("Damaged files and bombs", ["group", *reasons, "all"], rows))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    left = len(psutil.Process().children(recursive=True))
    figures = {
        "limits": f"{given.seconds:g} s, {given.memory} MB",
        "files": str(sum(counts.total() for counts in ended.values())),
        "files without an ending": str(lost),
        "processes left behind": str(left),
        "wall": f"{wall:.0f} s",
        "peak memory of this process": f"{own:.0f} MB",
        "cost of a child": f"{cpu:.1f} ms of processor time a document, {child_wall:.1f} ms on the clock",
    }
    print(table("Run", ["figure", "value"], [list(row) for row in figures.items()]))
    listed = {name: said for name, said in notable.items() if given.all or not name[0].isdigit()}
    print(table("Files at a limit", ["file", "ending"], [[name, said[:150]] for name, said in listed.items()]))
    marked = sum(counts["marked"] for group, counts in ended.items() if group == "undamaged")
    if lost or left or marked:
        sys.exit(1)


if __name__ == "__main__":
    main()
