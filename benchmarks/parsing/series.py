"""Series, metadata and question/answer split on the real documents in ../shared: `python -m benchmarks.parsing.series`.

The texts carry their metadata in header lines `# key: value`. Those lines are hidden from the parser and are the truth.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus.errors import ReadingError
from corpus.model import PassageKind, Voice
from indexer.parsing import read
from indexer.parsing.metadata import describe, front_of, recognised_as
from indexer.parsing.reading import Block, Reading

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
KINDS = {
    "integraal verslag": "verslag",
    "schriftelijke vraag": "schriftelijke-vraag",
    "beantwoording kamervragen": "schriftelijke-vraag",
    "beslissing vlaamse regering": "regelgeving",
    "regeerakkoord": "beleidsnota",
    "ministeriële regeling": "regelgeving",
    "verkiezingsprogramma": "verkiezingsprogramma",
}
FIELDS = ("title", "published", "country", "kind", "publisher")
_SPOKEN = (PassageKind.QUESTION, PassageKind.ANSWER)


@dataclass(frozen=True, slots=True)
class Text:
    """A real text: what its header says, and the rest."""

    path: Path
    header: dict[str, str]
    body: bytes

    def truth(self) -> dict[str, str]:
        """Return what is true of it, by field of `Metadata`."""
        doctype = self.header.get("doctype", "").lower()
        return {
            "title": self.header.get("title", ""),
            "published": self.header.get("date", ""),
            "country": "BE" if self.path.name.startswith("be-") else "NL",
            "kind": next((kind for words, kind in KINDS.items() if doctype.startswith(words)), ""),
            "publisher": self.header.get("publisher", ""),
        }


def texts(folder: Path) -> Iterator[Text]:
    """Yield the texts of a folder, parted from their header lines."""
    for path in sorted(folder.rglob("*.txt")):
        head, _, body = path.read_text("utf-8").partition("\n\n")
        header = dict(re.findall(r"^# ([\w-]+): (.*)$", head, re.MULTILINE))
        yield Text(path, header, body.encode())


def is_right(field: str, found: str, true: str) -> bool:
    """Say whether a field is right: titles may be cut short, publishers may leave out what stands in brackets."""
    if field == "title":
        a, b = (" ".join(re.findall(r"\w+", text.casefold())) for text in (found, true))
        shorter, longer = sorted((a, b), key=len)
        return a == b or (len(shorter) >= 20 and longer.startswith(shorter)) or _overlap(a, b) >= 0.8
    if field == "publisher":
        found, true = (re.sub(r"\s*\(.*?\)", "", text).casefold().removeprefix("belgische ") for text in (found, true))
    if field == "published":
        return bool(found) and (true.startswith(found) or found.startswith(true))
    return found == true


def _overlap(a: str, b: str) -> float:
    """Return the share of words that two texts have in common, of the mean number of words (Dice)."""
    one, other = Counter(a.split()), Counter(b.split())
    return 2 * sum((one & other).values()) / max(1, one.total() + other.total())


def metadata_table(all_texts: Sequence[Text], *, address: bool) -> None:
    """Print the share of right fields for each folder of texts."""
    print(f"\nMetadata, header hidden, address {'known' if address else 'unknown'} (right / wrong / empty)")
    right: dict[str, Counter[str]] = {}
    series: dict[str, Counter[str]] = {}
    for text in all_texts:
        given: dict[str, object] = {}
        if address and text.header.get("url", "").startswith("http"):
            given["address"] = text.header["url"].split(" ")[0]
        reading, _ = read(text.body, "document.txt")
        front = front_of(reading, "document.txt", given)
        recognised = recognised_as(front, given)
        metadata, _ = describe(front, recognised, "nl", given)
        folder = text.path.parent.name
        counts = right.setdefault(folder, Counter())
        series.setdefault(folder, Counter())[metadata.series or "-"] += 1
        for field, true in text.truth().items():
            value = getattr(metadata, field)
            value = "" if field == "kind" and value == "onbekend" else value
            counts[f"{field} {'right' if is_right(field, value, true) else 'wrong' if value else 'empty'}"] += 1
    print(f"{'folder':10}{'n':>5}  " + "".join(f"{field:>16}" for field in FIELDS) + "  series")
    for folder, counts in right.items():
        cells = (
            "/".join(str(counts[f"{field} {how}"]) for how in ("right", "wrong", "empty")).rjust(16) for field in FIELDS
        )
        total = series[folder].total()
        print(f"{folder:10}{total:5}  {''.join(cells)}  {dict(series[folder])}")
    for field in FIELDS:
        good = sum(counts[f"{field} right"] for counts in right.values())
        given_wrong = sum(counts[f"{field} wrong"] for counts in right.values())
        print(f"  {field}: {good / len(all_texts):.3f} right, {given_wrong / len(all_texts):.3f} wrong")


def pdf_table(folder: Path) -> None:
    """Print what is found on the real PDFs, to be checked by hand, with country and dates in names as a first check."""
    print("\nPDFs: country by folder, date against the date in the file name; the table is checked by hand")
    counts: Counter[str] = Counter()
    for path in sorted((*folder.glob("be/*.pdf"), *folder.glob("nl/*.pdf"))):
        try:
            reading, _ = read(path.read_bytes(), path.name)
        except ReadingError as error:
            print(f"{path.name}: {error}")
            continue
        front = front_of(reading, "document.pdf", {})
        metadata, _ = describe(front, recognised_as(front, {}), "nl", {})
        counts["files"] += 1
        counts[
            f"country {'right' if metadata.country == path.parent.name.upper() else metadata.country or 'empty'}"
        ] += 1
        counts["with a date"] += bool(metadata.published)
        named = re.match(r"c[cm]-(\d{4})-?(\d{2})-?(\d{2})", path.name)
        if named:
            counts["date in the name"] += 1
            counts["date as in the name"] += metadata.published == "-".join(named.groups())
        facts = (metadata.published, metadata.country, metadata.kind, metadata.series, metadata.publisher)
        print(f"{path.name[:60]:60} | {metadata.title[:80]:80} | " + " | ".join(facts))
    print(dict(counts))


def parts_of(reading: Reading, given: dict[str, object]) -> list[Block]:
    """Return the blocks of a reading with questions and answers marked."""
    return recognised_as(front_of(reading, "document.txt", given), given).roles(reading.blocks)


def spoken(blocks: Sequence[Block]) -> tuple[str, str]:
    """Return the words of the question and of the answer, white space aside."""
    asked = "".join(b.text for b in blocks if b.voice is Voice.QUESTIONER)
    answered = "".join(b.text for b in blocks if b.voice is Voice.MINISTER)
    return re.sub(r"\s", "", asked), re.sub(r"\s", "", answered)


def split_table(folder: Path) -> None:
    """Print the share of written questions that are split as their labels say, with the labels shown and hidden."""
    print("\nQuestion and answer: split exactly as the labels say")
    sections = list(texts(folder / "texts" / "be-qrva"))
    for hidden in (False, True):
        counts: Counter[str] = Counter()
        for text in sections:
            body = text.body.decode()
            _, _, rest = body.partition("\nVRAAG\n")
            question, _, answer = rest.partition("\nANTWOORD\n")
            true = (re.sub(r"\s", "", question), re.sub(r"\s", "", answer))
            shown = re.sub(r"\n(?:VRAAG|ANTWOORD)\n", "\n", body) if hidden else body
            reading, _ = read(shown.encode(), "document.txt")
            found = spoken(parts_of(reading, {}))
            counts[_judged(found, true)] += 1
        print(f"  be-qrva, labels {'hidden' if hidden else 'shown'}: {dict(counts)} of {len(sections)}")
    collection_table(folder / "collection")
    for path in sorted((*folder.glob("texts/nl-kv/*.txt"), *folder.glob("docx/nl-kv-*.docx"))):
        data = path.read_bytes()
        reading, _ = read(data.partition(b"\n\n")[2] if path.suffix == ".txt" else data, path.name)
        blocks = parts_of(reading, {})
        kinds = Counter(str(block.kind) for block in blocks)
        labels = [
            b.text for b in blocks if b.kind == "heading" and re.match(r"(?:vraag|antwoord)", b.text, re.IGNORECASE)
        ]
        turns = [part for part in (_part(b) for b in blocks) if part]
        changes = sum(a != b for a, b in pairwise(turns)) + 1
        shares = f"{kinds['question']} question, {kinds['answer']} answer"
        print(f"  {path.name}: {shares}, {len(labels)} labels, {changes} turns")
    for path in sorted(folder.parent.glob("seed/*.txt")):
        reading, _ = read(path.read_bytes(), path.name)
        asked, answered = spoken(parts_of(reading, {}))
        print(f"  the first question: asks {asked[:24]!r}...{asked[-24:]!r}")
        print(f"                      answers {answered[:24]!r}...{answered[-24:]!r}")


def _judged(found: tuple[str, str], true: tuple[str, str]) -> str:
    """Say what became of a question and its answer, line-end hyphens aside; without an answer nothing is split."""
    if not true[1]:
        return "no answer" if not any(found) or found[0] == true[0] else "wrong"
    if [one.replace("-", "") for one in found] == [one.replace("-", "") for one in true]:
        return "right"
    return "not split" if not any(found) else "wrong"


def collection_table(folder: Path) -> None:
    """Print the same for every fifth question of a whole year, without labels, as paragraphs and in lines of 90."""
    rows = [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")][::5]
    for hard in (False, True):
        counts: Counter[str] = Counter()
        for row in rows:
            parts = [str(row[name]) for name in ("title", "question", "answer")]
            lines = ["\n".join(textwrap.wrap(part, 90, break_on_hyphens=False)) for part in parts[1:]]
            shown = "\n\n".join([parts[0], *(lines if hard else parts[1:])])
            reading, _ = read(shown.encode(), "document.txt")
            question, answer = (re.sub(r"\s", "", part) for part in parts[1:])
            counts[_judged(spoken(parts_of(reading, {})), (question, answer))] += 1
        print(f"  a year of questions, no labels, {'lines of 90' if hard else 'paragraphs'}: {dict(counts)}")


def _part(block: Block) -> str:
    return str(block.kind) if block.kind in _SPOKEN else ""


def show_splits(folder: Path, count: int) -> None:
    """Print beginning and end of the parts of *count* documents, to be checked by hand."""
    chosen = list(texts(folder / "texts" / "be-qrva"))
    for text in chosen[:: max(1, len(chosen) // count)][:count]:
        reading, _ = read(text.body, "document.txt")
        print(f"\n== {text.path.name}")
        for block in parts_of(reading, {}):
            print(f"  {block.kind:10} {block.text[:90]!r} ... {block.text[-40:]!r}")


def speed_table(all_texts: Sequence[Text]) -> None:
    """Print what recognising and describing cost, beside reading."""
    readings = [read(text.body, "document.txt")[0] for text in all_texts]
    took = dict.fromkeys(("recognise", "roles", "describe"), 0.0)
    for reading in readings:
        start = time.process_time()
        front = front_of(reading, "document.txt", {})
        recognised = recognised_as(front, {})
        middle = time.process_time()
        recognised.roles(reading.blocks)
        later = time.process_time()
        describe(front, recognised, "nl", {})
        took["recognise"] += middle - start
        took["roles"] += later - middle
        took["describe"] += time.process_time() - later
    cost = {name: f"{1000 * seconds / len(readings):.2f} ms" for name, seconds in took.items()}
    print(f"\nCPU per document over {len(readings)} texts: {cost}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, or say that the real documents are absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="print so many split questions, to be checked by hand")
    parser.add_argument("--pdf", action="store_true", help="also the table of the PDFs (half a minute)")
    options = parser.parse_args(arguments)
    folder = SHARED / "realdocs"
    if not folder.is_dir():
        print("The real documents (../shared/realdocs) are not on this machine; nothing was measured.", file=sys.stderr)
        return
    if options.show:
        show_splits(folder, options.show)
        return
    all_texts = list(texts(folder / "texts"))
    for address in (False, True):
        metadata_table(all_texts, address=address)
    split_table(folder)
    speed_table(all_texts)
    if options.pdf:
        pdf_table(folder / "pdf")


if __name__ == "__main__":
    main()
