"""How fast do the engines build and answer? A corpus made up on the spot, 200 queries, all engines in one run.

    python -m benchmarks.query --passages 10000 100000 --engines tantivy whoosh

Every query asks for the exact total, four facet counts over all matches and the ten best passages. Compare CPU times
and the ratio between engines of one run; wall times depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # to run from a source tree that is not installed

from benchmarks.report import percentile
from indexer.engines import (
    ENGINES,
    Filter,
    Found,
    IndexedPassage,
    Request,
    SearchEngine,
    WordPosition,
    create_engine,
    open_engine,
)
from indexer.engines.query import And, Best, Lift, Node, Not, Or, Phrase, Prefix, Term

SEED = 20_260_101
WORDS_IN_PASSAGE = 120
PASSAGES_IN_DOCUMENT = 40
VOCABULARY = 60_000
BATCH = 25  # documents in one commit
FACETS = ("country", "kind", "year", "phenomenon")

DOMAIN = """
extremisme radicalisering polarisatie terrorisme dreiging dreigingsbeeld preventie gemeente politie jihadisme salafisme
complottheorie desinformatie haatzaaien geweld veiligheid onderwijs jongeren lokaal aanpak weerbaarheid bestuur signaal
rechtsextremisme linksextremisme anarchisme burgemeester inlichtingendienst deradicalisering
"""
ONSETS = "b d f g h k l m n p r s t v w z br dr gr kl kr pl pr sch sl sp st str tr vl vr zw"
VOWELS = "a e i o u aa ee ie oo oe eu ui ij ei ou"
CODAS = ["", "", "l", "n", "r", "s", "t", "k", "nd", "ng", "rt", "st", "cht", "m", "p"]
ENDINGS = ["", "", "", "en", "s", "ing", "heid", "er", "lijk", "e"]

#: How many values each facet has, how many a passage holds at most, and how uneven they are spread.
FACET_SHAPES = {
    "country": (2, 1),
    "publisher": (12, 1),
    "kind": (8, 1),
    "year": (15, 1),
    "phenomenon": (20, 3),
    "institution": (60, 2),
    "organisation": (400, 2),
    "place": (300, 2),
    "series": (25, 1),
    "language": (2, 1),
    "voice": (4, 1),
    "passage_kind": (9, 1),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of query, how many of the 200 are of it."""

    name: str
    count: int


KINDS = (
    Kind("one term", 40),
    Kind("and", 40),
    Kind("or of three", 30),
    Kind("phrase", 30),
    Kind("boolean", 30),
    Kind("prefix", 15),
    Kind("filtered", 15),
)


class Corpus:
    """Passages of words that look like Dutch, drawn by Zipf's law; the same for the same seed."""

    def __init__(self, passages: int) -> None:
        self.size = passages
        self._random = random.Random(SEED)
        self.words = self._vocabulary()
        self._up_to = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def documents(self) -> Iterator[tuple[str, list[IndexedPassage]]]:
        """Give the documents one by one, each with its passages."""
        for start in range(0, self.size, PASSAGES_IN_DOCUMENT):
            name = f"document-{start // PASSAGES_IN_DOCUMENT}"
            own = random.Random(SEED + start)
            heading = self.draw(own, 6)
            yield (
                name,
                [
                    self._passage(own, name, place, heading)
                    for place in range(min(PASSAGES_IN_DOCUMENT, self.size - start))
                ],
            )

    def draw(self, own: random.Random, count: int) -> tuple[WordPosition, ...]:
        """Return *count* words, frequent ones more often."""
        total = self._up_to[-1]
        return tuple(self.words[bisect.bisect(self._up_to, own.random() * total)] for _ in range(count))

    def _passage(
        self, own: random.Random, document: str, place: int, heading: tuple[WordPosition, ...]
    ) -> IndexedPassage:
        values = {}
        for facet, (different, most) in FACET_SHAPES.items():
            held = {int(different * own.random() ** 2) for _ in range(own.randint(1, most))}
            values[facet] = tuple(f"{facet}-{number}" for number in sorted(held))
        published = own.randint(2005, 2025) * 10_000 + own.randint(1, 12) * 100 + own.randint(1, 28)
        return IndexedPassage(
            id=f"{document}.{own.getrandbits(64):016x}.{place}",
            document=document,
            body=self.draw(own, WORDS_IN_PASSAGE),
            heading=heading,
            values=values,
            numbers={"published": published, "newest": published, "oldest": -published},
        )

    def _vocabulary(self) -> list[WordPosition]:
        pick, onsets, vowels = self._random.choice, ONSETS.split(), VOWELS.split()
        made: dict[str, WordPosition] = {}
        for word in DOMAIN.split():
            made[word] = WordPosition(word, word.removesuffix("en"))
        while len(made) < VOCABULARY:
            roots = [
                "".join(pick(onsets) + pick(vowels) + pick(CODAS) for _ in range(self._random.randint(1, 2)))
                for _ in range(1 if self._random.random() < 0.7 else 2)
            ]
            stem, ending = "".join(roots), pick(ENDINGS)
            made.setdefault(stem + ending, WordPosition(stem + ending, stem, tuple(roots) if len(roots) > 1 else ()))
        words = list(made.values())
        self._random.shuffle(words)
        return words


def sought(word: WordPosition) -> Node:
    """Return a word as the product searches for it: as written, by its stem, as a part; the headings lift."""
    text = Best((Term("surface", word.surface), Term("stem", word.stem, 0.6), Term("part", word.surface, 0.4)))
    return Lift(text, Best((Term("heading_surface", word.surface, 0.5), Term("heading_stem", word.stem, 0.3))))


def make_requests(corpus: Corpus) -> list[tuple[str, Request]]:
    """Return the 200 requests, each with the name of its kind."""
    own = random.Random(SEED + 1)
    texts = [passage.body for _, passages in itertools.islice(corpus.documents(), 50) for passage in passages]

    def words(count: int) -> tuple[WordPosition, ...]:
        return corpus.draw(own, count)

    def phrase() -> Node:
        text, start = own.choice(texts), own.randrange(WORDS_IN_PASSAGE - 2)
        return Phrase("surface", tuple(word.surface for word in text[start : start + own.choice((2, 2, 3))]))

    def node(kind: str) -> Node:
        match kind:
            case "and":
                return And(tuple(map(sought, words(2))))
            case "or of three":
                return Or(tuple(map(sought, words(3))))
            case "phrase":
                return phrase()
            case "boolean":
                first, second, third, fourth = map(sought, words(4))
                return And((Or((first, second)), Or((third, phrase())), Not(fourth)))
            case "prefix":
                beginning = words(1)[0].surface[:4]
                return Best((Prefix("surface", beginning, 0.8), Prefix("part", beginning, 0.3)))
            case _:
                return sought(words(1)[0])

    def where(kind: str) -> Filter:
        if kind != "filtered":
            return Filter()
        chosen = {"country": frozenset({"country-0"}), "kind": frozenset({"kind-0", "kind-3"})}
        return Filter(chosen, {"published": (20_100_000, 20_209_999)})

    kinds = [kind.name for kind in KINDS for _ in range(kind.count)]
    return [(kind, Request(node(kind), where(kind), facets=FACETS)) for kind in kinds]


def run_query(engine: SearchEngine, request: Request) -> Found:
    """Answer one request; the place to add what the product does after it, such as reading snippets from the store."""
    return engine.search(request)


@dataclass(frozen=True, slots=True)
class Result:
    """What one engine did."""

    engine: str
    build_cpu: float  # seconds
    build_wall: float  # seconds
    megabytes: float
    open_wall: float  # seconds
    wall: tuple[float, ...]  # milliseconds for each query
    cpu: tuple[float, ...]
    answers: tuple[Found, ...]


def measure(engine_name: str, corpus: Corpus, requests: Sequence[tuple[str, Request]]) -> Result:
    """Build an index in a temporary folder, open it and run the requests, after three of them to warm up."""
    with tempfile.TemporaryDirectory() as folder:
        build_cpu, build_wall = build(engine_name, Path(folder), corpus)
        started = time.perf_counter()
        engine = open_engine(engine_name, Path(folder))
        open_wall = time.perf_counter() - started
        for _, request in requests[:3]:
            run_query(engine, request)
        wall, cpu, answers = [], [], []
        for _, request in requests:
            wall_before, cpu_before = time.perf_counter(), time.process_time()
            answers.append(run_query(engine, request))
            cpu.append(1000 * (time.process_time() - cpu_before))
            wall.append(1000 * (time.perf_counter() - wall_before))
        megabytes = engine.stats().bytes / 1e6
        engine.close()
    return Result(engine_name, build_cpu, build_wall, megabytes, open_wall, tuple(wall), tuple(cpu), tuple(answers))


def build(engine_name: str, folder: Path, corpus: Corpus) -> tuple[float, float]:
    """Fill an index; the CPU and wall seconds of the engine alone, without making up the corpus."""
    engine = create_engine(engine_name, folder)
    cpu = wall = 0.0
    documents = corpus.documents()
    while batch := list(itertools.islice(documents, BATCH * 20)):
        wall_before, cpu_before = time.perf_counter(), time.process_time()
        with engine.writer() as writer:
            for name, passages in batch:
                writer.put(name, passages)
            writer.commit()
        cpu += time.process_time() - cpu_before
        wall += time.perf_counter() - wall_before
    engine.close()
    return cpu, wall


def report(passages: int, requests: Sequence[tuple[str, Request]], results: Sequence[Result]) -> None:
    """Print what was measured; the ratio is to the first engine."""
    print(f"\n{passages:,} passages of {WORDS_IN_PASSAGE} words, {len(requests)} queries, {len(FACETS)} facets, top 10")
    for result in results:
        print(
            f"{result.engine:8} build {passages / result.build_cpu:8,.0f} passages per CPU second "
            f"({result.build_cpu:.1f} s CPU, {result.build_wall:.1f} s wall), {result.megabytes:,.0f} MB, "
            f"open {1000 * result.open_wall:,.0f} ms"
        )
    print(f"{'ms':24}" + "".join(f"{result.engine + ' wall p50/p95':>26}{'CPU p50/p95':>20}" for result in results))
    for kind in (*(kind.name for kind in KINDS), "all"):
        places = [place for place, (name, _) in enumerate(requests) if kind in (name, "all")]
        line = f"{kind:24}"
        for result in results:
            wall, cpu = ([values[place] for place in places] for values in (result.wall, result.cpu))
            line += f"{percentile(wall, 0.5):17.2f} /{percentile(wall, 0.95):7.2f}"
            line += f"{percentile(cpu, 0.5):11.2f} /{percentile(cpu, 0.95):7.2f}"
        print(line)
    first = results[0]
    for other in results[1:]:
        ratios = [percentile(other.cpu, share) / percentile(first.cpu, share) for share in (0.5, 0.95)]
        same = sum(
            (one.total, one.facets) == (two.total, two.facets)
            for one, two in zip(first.answers, other.answers, strict=True)
        )
        print(
            f"{other.engine} / {first.engine}: CPU p50 x{ratios[0]:.1f}, p95 x{ratios[1]:.1f}, build "
            f"x{other.build_cpu / first.build_cpu:.1f}; totals and facets equal for {same} of {len(requests)} queries"
        )


def main(arguments: list[str] | None = None) -> None:
    """Measure all engines asked for, at all sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000], help="sizes of the corpus")
    parser.add_argument("--engines", nargs="+", default=["tantivy", "whoosh"], choices=sorted(ENGINES))
    asked = parser.parse_args(arguments)
    for passages in asked.passages:
        corpus = Corpus(passages)
        requests = make_requests(corpus)
        results = [measure(engine_name, corpus, requests) for engine_name in asked.engines]
        report(passages, requests, results)


if __name__ == "__main__":
    main()
