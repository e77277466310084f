"""Make nlp/vocabularies/ from the domain research in ../shared/domain: how the committed files came about.

The committed files are the truth since: edit those, not this. Two parts of it stay in use: `--joins` makes joins.tsv
and `--compile` vocabulary.json from the committed files (a test checks that both are current).

    python tools/make_vocabularies.py --joins --compile    after editing a vocabulary
    python tools/make_vocabularies.py --from-research      start again from ../shared/domain
"""

from __future__ import annotations

import argparse
import csv
import itertools
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
RESEARCH = ROOT.parent / "shared" / "domain"
TARGET = ROOT / "nlp" / "vocabularies"
sys.path.insert(0, str(ROOT))

import vocabulary_choices as choices  # noqa: E402

from corpus.identity import slug  # noqa: E402 - the repository root must be on the path first
from nlp.analysis import analyse  # noqa: E402
from nlp.folding import HYPHENS, fold  # noqa: E402
from nlp.vocabulary import compile_vocabulary, load_vocabulary  # noqa: E402

Entry = dict[str, Any]

SENTENCE = "Made from research into public sources; each entry names its own. Shape: docs/vocabularies.md"


def label(text: str, **traits: object) -> Entry:
    """Return one label entry with the editorial decisions above."""
    found: Entry = {"text": text} | {name: value for name, value in traits.items() if value != ""}
    if text in choices.NOT_AUTOMATIC:
        found |= {"auto": False, "why": choices.NOT_AUTOMATIC[text]}
    for name, table in (("cue", choices.CUES), ("unless", choices.UNLESS)):
        if table.get(text):
            found[name] = table[text]
    for name, chosen in (("exact", choices.EXACT), ("compounds", choices.IN_COMPOUNDS), ("case", choices.AS_WRITTEN)):
        if text in chosen and found.get("lang", "nl") == "nl":
            found[name] = True
    return found


def unique(labels: Iterable[Entry]) -> list[Entry]:
    """Keep the first label of each text and language; a later one cannot add anything."""
    kept: dict[tuple[str, str], Entry] = {}
    for entry in labels:
        kept.setdefault((entry["text"], entry.get("lang", "nl")), entry)
    return list(kept.values())


def phenomenon_labels(concept: Entry) -> Iterator[Entry]:
    """Yield the labels of a researched concept; what no source shows is not for automatic use."""
    verified = concept["id"] in choices.VERIFIED
    doubtful = set() if verified else set(concept.get("unverified_labels", ()))
    whole = not verified and (concept["status"] == "unverified" or "nl" in doubtful)
    doubt = {"auto": False, "why": choices.UNVERIFIED}
    for language, text in concept["prefLabel"].items():
        lang, _, country = language.partition("-")
        bare = re.sub(r" \([A-Z]+\)$", "", text)
        unseen = whole if lang == "nl" else language in doubtful or concept["status"] == "unverified"
        kind = "preferred" if lang == "nl" else "translation"
        yield label(bare, lang="" if lang == "nl" else lang, type=kind, country=country, **(doubt if unseen else {}))
    for field, kind in (("altLabel", "alternative"), ("hiddenLabel", "spelling"), ("adjective", "adjective")):
        for text in concept.get(field, ()):
            acronym = text.isupper() and len(text) > 1 and text.isalpha()
            if text.endswith("'s") or text in choices.LEFT_OUT:
                continue  # the analysis knows plurals of acronyms; `de radicalisering` is something else
            found = label(text, type="acronym", case=True) if acronym else label(text, type=kind)
            yield found | doubt if whole else found
    yield from people(concept, unsure=whole)


def people(concept: Entry, *, unsure: bool) -> Iterator[Entry]:
    """Yield the nouns for people that follow from the Dutch labels: extremisme -> extremist."""
    if unsure:
        return
    for text in (concept["prefLabel"]["nl"], *concept.get("altLabel", ()), *concept.get("hiddenLabel", ())):
        if text.endswith("isme") and fold(text) not in choices.NO_PEOPLE and text not in choices.NOT_AUTOMATIC:
            yield label(text[:-1].removesuffix("m") + "t", type="derived")
        if text in choices.PEOPLE:
            yield label(choices.PEOPLE[text], type="derived")


def phenomena() -> list[Entry]:
    """Return the entries of phenomena.yaml."""
    found = []
    for concept in read_yaml("phenomena.yaml")["concepts"]:
        entry: Entry = {"id": concept["id"], "facet": concept["facet"], "status": concept["status"]}
        entry["labels"] = unique(phenomenon_labels(concept))
        for relation in ("broader", "narrower", "related"):
            entry[relation] = [other for other in concept.get(relation, ()) if other not in choices.NOT_NARROWER]
        if concept["id"] in choices.NOT_NARROWER:
            entry["related"] = sorted({*entry["related"], *entry.pop("broader")})
        sources = [one for one in concept["source"] if not one.endswith(".txt")] or [choices.FLANDERS]
        entry |= {"note": concept.get("scopeNote", ""), "sources": sources}
        if concept["id"] in choices.VERIFIED:
            entry |= {
                "status": "sourced",
                "sources": [*without_background(concept["source"]), choices.VERIFIED[concept["id"]]],
            }
        entry["labels"] += [label(text, type="spelling") for text in choices.SPELLINGS.get(concept["id"], ())]
        entry["related"] += choices.RELATED.get(concept["id"], [])
        found.append({name: value for name, value in entry.items() if value})
    return found + choices.PLANS


def without_background(sources: Iterable[str]) -> list[str]:
    """Leave out the remark that a source is missing."""
    return [source for source in sources if not source.startswith("background knowledge")]


def institutions() -> list[Entry]:
    """Return the entries of institutions.yaml."""
    found = []
    for item in read_yaml("organisations.yaml")["institutions"]:
        seen = item["status"] != "unverified" or item["id"] in choices.VERIFIED
        doubt = {} if seen else {"auto": False, "why": choices.UNVERIFIED}
        names = [label(re.sub(r" \(.*\)$", "", item["name_nl"]), type="preferred")]
        names += [label(text, type="acronym", case=True) for text in item["abbr"]]
        names += [name_label(text, "alternative") for text in item.get("alt", ())]
        for language in ("fr", "en"):
            name, _, acronym = item.get(f"name_{language}", "").partition(" (")
            names += [label(name, lang=language, type="translation")] if name else []
            names += [label(acronym.rstrip(")"), type="acronym", case=True)] if acronym else []
        entry: Entry = {"id": item["id"], "country": item["country"], "facet": item["kind"], "status": item["status"]}
        entry["labels"] = [one | doubt for one in unique(names)]
        entry |= {"note": item.get("note", ""), "sources": [one for one in item["source"] if not one.endswith(".txt")]}
        if item["id"] in choices.VERIFIED:
            entry |= {"status": "sourced", "note": "", "sources": [choices.VERIFIED[item["id"]]]}
        found.append({name: value for name, value in entry.items() if value})
    return found


def name_label(text: str, kind: str) -> Entry:
    """Return a label for a name: one word needs its capitals, an acronym is one."""
    acronym = " " not in text and sum(map(str.isupper, text)) > 1 and len(text) < 8
    found = label(text, type="acronym" if acronym else kind)
    return found | {"case": True} if " " not in text and text != text.lower() else found


def organisations() -> list[Entry]:
    """Return names for mentions, without any classification; what lacks a document or was rectified is left out."""
    found = []
    for item in read_yaml("organisations.yaml")["groups"]:
        if item["evidence_level"][0] in "DR":
            continue
        names = [label(item["name"], type="preferred")]
        names[0] |= {"case": True}
        names += [name_label(text, "alternative") for text in item["aliases"] if text not in choices.LEFT_OUT]
        entry: Entry = {
            "id": slug(item["name"]),
            "country": item["country"],
            "status": "sourced",
            "labels": unique(names),
        }
        entry["note"] = "Naam voor vermeldingen; zegt niets over de organisatie."
        entry["sources"] = [one["url"] for one in item["mentions"]]
        found.append(entry)
    return found


_COLUMNS = (
    "id",
    "name",
    "other_names",
    "type",
    "within",
    "country",
    "valid_from",
    "valid_to",
    "successor",
    "cue",
    "source",
)


def places() -> list[dict[str, str]]:
    """Return the rows of places.tsv; `cue` is 1 for names that are also ordinary words."""
    kinds = {row["name"]: row["ambiguity"] for row in read_tsv("geo/ambiguous_names.tsv")}
    words = {name for name, kind in kinds.items() if "common-word" in kind or "short" in kind}
    rows = [
        {
            "id": key,
            "name": name,
            "type": kind,
            "within": within,
            "country": key[:2].upper(),
            "other_names": other,
            "source": "ISO 3166-1" if kind == "land" else "REFNIS (Statbel)",
        }
        for key, name, kind, within, other in choices.REGIONS
    ]
    belgian, dutch = list(read_tsv("geo/be_municipalities.tsv")), list(read_tsv("geo/nl_municipalities.tsv"))
    rows += provinces(belgian, dutch)
    names = {row["nis"]: row["name_nl"] for row in belgian}
    for row in belgian:
        if row["valid_to"] and names.get(row["successor_nis"]) == row["name_nl"]:
            continue  # the merged municipality kept the name: one entry, the current one
        within = province_id("be", row["province"]) if row["province"] else choices.REGION_OF[row["region"]]
        other = f"fr:{row['name_fr']}" if row["name_fr"] not in ("", row["name_nl"]) else ""
        source = next(
            (ours for theirs, ours in choices.MERGER.items() if row["source"].startswith(theirs)), row["source"]
        )
        since = row["valid_from"] if row["valid_from"] != "2019-01-01" else ""
        rows.append(
            {
                "id": f"be-{row['nis']}",
                "name": row["name_nl"],
                "other_names": other,
                "type": "gemeente",
                "within": within,
                "country": "BE",
                "valid_from": since,
                "valid_to": row["valid_to"],
                "successor": f"be-{row['successor_nis']}" if row["successor_nis"] else "",
                "source": source,
            }
        )
    for row in dutch:
        names_too = [name for name in dict.fromkeys(row["aliases"].split("|")) if name and name not in choices.LEFT_OUT]
        names_too += [row["cbs_name"]] if row["cbs_name"] != row["name"] else []
        rows.append(
            {
                "id": f"nl-{row['code'].lower()}",
                "name": row["name"],
                "type": "gemeente",
                "country": "NL",
                "other_names": "|".join(f"nl:{name}" for name in names_too),
                "within": province_id("nl", row["province"]),
                "source": row["source"],
            }
        )
    towns = {row["name"] for row in rows if row["type"] == "gemeente"}
    for row in rows:  # Zeeland is only a province; Limburg is a municipality too, but hardly ever meant
        word = row["name"] in words - choices.LARGE and row["name"] in towns
        row["cue"] = "1" if word or (row["name"] == "Limburg" and row["type"] == "gemeente") else ""
    return [dict.fromkeys(_COLUMNS, "") | row for row in rows]


def provinces(belgian: Iterable[dict[str, str]], dutch: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield one row per province named in the lists of municipalities."""
    known = {row["province"]: choices.REGION_OF[row["region"]] for row in belgian if row["province"]}
    for name, region in sorted(known.items()):
        yield {
            "id": province_id("be", name),
            "name": name,
            "type": "provincie",
            "within": region,
            "country": "BE",
            "source": "REFNIS_2019.csv (Statbel)",
        }
    for name in sorted({row["province"] for row in dutch}):
        yield {
            "id": province_id("nl", name),
            "name": name,
            "type": "provincie",
            "within": "nl",
            "country": "NL",
            "other_names": "nl:Friesland" if name == "Fryslân" else "",
            "source": "CBS, Gebieden in Nederland",
        }


def province_id(country: str, name: str) -> str:
    """Return the id of a province: `be-provincie-antwerpen`."""
    return f"{country}-provincie-{slug(name)}"


def joins() -> list[tuple[str, str]]:
    """Return the pairs of words that labels write as two words or with a hyphen, and that also occur as one word."""
    labels = [
        one.text
        for concept in load_vocabulary().concepts
        if concept.kind != "place"
        for one in concept.labels
        if one.language == "nl" and one.auto
    ]
    split = re.compile(f"[{re.escape(HYPHENS)}]+")
    pairs, closed = set(), set()
    for text in labels:
        for word in text.split():
            pieces = [fold(piece) for piece in split.split(word.rstrip("+")) if fold(piece)]
            closed.add("".join(pieces))
            if len(pieces) == 2 and word == word.rstrip("-"):
                pairs.add((pieces[0], pieces[1]))
    for text in labels:
        words = [word.surface for word in analyse(text)]
        pairs |= {pair for pair in itertools.pairwise(words) if "".join(pair) in closed}
    firsts = {first for first, _ in pairs if len(first) > 4}
    for word in closed:
        pairs |= {
            (first, word[len(first) :]) for first in firsts if word.startswith(first) and len(word) > len(first) + 4
        }
    return sorted(
        (first, second)
        for first, second in pairs
        if first not in choices.NO_FIRST
        and len(first) > 1
        and (len(second) > 2 or second in ("r", "rs"))
        and second != "istisch"
    )


def read_yaml(name: str) -> Any:
    """Read one of the research files."""
    return yaml.safe_load((RESEARCH / name).read_text("utf-8"))


def read_tsv(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of the research tables."""
    with (RESEARCH / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def write_yaml(name: str, entries: list[Entry]) -> None:
    """Write *entries*, one label a line."""
    lines = [f"# {SENTENCE}\n"]
    for entry in entries:
        for number, (key, value) in enumerate(entry.items()):
            lead = "- " if number == 0 else "  "
            if key == "labels":
                rows = [f"  - {flow(one)}\n" for one in value]
                lines.append(f"{lead}labels:\n" + "".join(rows))
            elif key == "sources":
                lines.append(f"{lead}sources:\n" + "".join(f"  - {flow(one)}\n" for one in value))
            else:
                lines.append(f"{lead}{key}: {flow(value)}\n")
    (TARGET / name).write_text("".join(lines), "utf-8")


def flow(value: object) -> str:
    """Return *value* as YAML on one line."""
    dumped = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    return dumped.removesuffix("...\n").strip()


def write_tsv(name: str, sentence: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a table with a comment and a line of column names."""
    lines = [f"# {sentence}", "\t".join(columns), *("\t".join(row) for row in rows)]
    (TARGET / name).write_text("\n".join(lines) + "\n", "utf-8")


def main(arguments: list[str]) -> int:
    """Do what is asked on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--from-research", action="store_true", help="write the vocabularies anew from ../shared/domain"
    )
    parser.add_argument("--joins", action="store_true", help="write joins.tsv from the vocabularies")
    parser.add_argument("--compile", action="store_true", help="write vocabulary.json from the vocabularies")
    chosen = parser.parse_args(arguments)
    if chosen.from_research:
        if not RESEARCH.is_dir():
            print("../shared/domain is not here: the committed vocabularies stay as they are.", file=sys.stderr)
            return 1
        write_yaml("phenomena.yaml", phenomena())
        write_yaml("institutions.yaml", institutions())
        write_yaml("organisations.yaml", organisations())
        rows = places()
        write_tsv("places.tsv", SENTENCE, _COLUMNS, ([row[name] for name in _COLUMNS] for row in rows))
    if chosen.joins:
        write_tsv(
            "joins.tsv",
            "Two words that the vocabulary also writes as one; made by tools/make_vocabularies.py",
            ("first", "second"),
            joins(),
        )
    if chosen.compile:
        (TARGET / "vocabulary.json").write_text(compile_vocabulary(TARGET), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
