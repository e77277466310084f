"""Compile the forms whose stem differs from that of their lemma: `gepleegd` plegen, `groepje` groep.

Run it as `PYTHONPATH=. python tools/make_lemmas.py FOLDER`; FOLDER holds the OpenTaal word list, UniMorph's forms and
treebank text as spaCy documents, as for make_compounds.py. `nlp/stemming.py` reads the result, `irregular.tsv`.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from nlp.folding import fold
from nlp.stemming import IRREGULAR, by_hand, regular_stem
from nlp.tables import FOLDER

WORDS, FORMS, TEXT = "lex/opentaal-wordlist-2.20.19.txt.gz", "lex/unimorph-nld.tsv.gz", "train/pos-all.spacy"

_SURE = 0.8  # share of a form's occurrences that must have the lemma
_SEEN = 2  # occurrences from which the text is believed where UniMorph is silent
_SHORTEST = 3
_INFLECTED = ("NOUN", "VERB", "ADJ")
_NO_DIMINUTIVE = frozenset(
    [
        "meisje",
        "beetje",
        "sprookje",
        "oranje",
        "toetje",
        "liedje",
        "kantje",
        "netje",
        "mondje",
        "maatje",
        "hartje",
        "rijtje",
    ]
)
# Words by themselves, whatever form of another they once were, and slips of the annotation.
_OWN_WORD = frozenset(
    [
        "gebood",
        "gebeurd",
        "goederen",
        "verdachte",
        "verdachten",
        "gedetineerde",
        "gedetineerden",
        "gevangen",
        "gevangene",
        "gevangenen",
        "oudere",
        "ouderen",
        "bekende",
        "bekenden",
        "gelegen",
        "verwant",
        "verwanten",
        "gezonden",
        "overledene",
        "afgevaardigde",
        "afgevaardigden",
        "gekozene",
        "verder",
        "verdere",
        "later",
        "latere",
        "vroeger",
        "vroegere",
        "beste",
        "laatste",
        "geliefde",
        "geleerde",
        "geleerden",
        "gewonde",
        "gewonden",
        "verwonde",
        "vermiste",
        "begaafd",
        "betrokkene",
        "betrokkenen",
        "beklaagde",
        "beklaagden",
        "veroordeelde",
        "veroordeelden",
        "geradicaliseerde",
        "gedupeerde",
        "gedupeerden",
        "gezegde",
        "omgekeerde",
        "terechtgestelde",
        "gemeende",
        "gemeend",
        "geweten",
        "gegeven",
        "gegevens",
        "gebruik",
        "gebouw",
        "geloof",
        "gezag",
        "gevolg",
        "gevoel",
        "geluid",
        "gebied",
        "geheim",
        "gebed",
        "geweld",
        "gezin",
        "gezien",
        "sterfte",
        "hielden",
        "wiste",
        "achtste",
        "elfde",
        "dertiende",
        "eersten",
        "laatsten",
        "morgens",
        "bente",
        "wees",
        "beleefd",
        "beleefde",
        "vocht",
        "drukte",
        "geraakt",
        "lijkte",
        "wijste",
        "zate",
        "stonde",
        "hielde",
        "onderstaande",
        "vergaste",
    ]
)


def _diminutives(words: set[str], nouns: set[str]) -> Iterator[tuple[str, str]]:
    """Yield diminutives of the word list with the noun they are made of."""
    for word in sorted(words):
        singular = word.removesuffix("s")
        if not singular.endswith("je") or singular in _NO_DIMINUTIVE or len(word) < _SHORTEST + 2:
            continue
        for ending in ("etje", "tje", "pje", "kje", "je"):
            if singular.endswith(ending):
                base = singular.removesuffix(ending)
                single = base[:-1] if base[-2:-1] == base[-1:] else base
                ways = {"etje": (single, base), "kje": (base + "g",), "pje": (base,)}.get(ending, (base,))
                found = next((one for one in ways if len(one) > 2 and one in nouns), None)
                if found:
                    yield word, found
                    break


def _text_lemmas(path: Path) -> tuple[dict[str, Counter[str]], Counter[str], set[str], set[str]]:
    """Return the lemmas of each form with their counts, how often it is anything else, the nouns, and words untagged.

    The last are those of text that only shows where sentences end.
    """
    lemmas: defaultdict[str, Counter[str]] = defaultdict(Counter)
    others: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    untagged = set()
    for document in DocBin().from_disk(path).get_docs(spacy.blank("nl").vocab):
        for token in document:
            form, lemma = fold(token.text), fold(token.lemma_)
            if token.pos_ in _INFLECTED and form.isalpha() and lemma.isalpha():
                lemmas[form][lemma] += 1
                nouns[lemma] += token.pos_ == "NOUN"
            elif token.pos_:
                others[form] += 1
            else:
                untagged.add(form)
    return dict(lemmas), others, {lemma for lemma, often in nouns.items() if often}, untagged


def compile_lemmas(folder: Path) -> list[tuple[str, str]]:
    """Return forms and lemmas, sorted."""
    listed = gzip.decompress((folder / WORDS).read_bytes()).decode().split("\n")
    words = {fold(word) for word in listed if word.isalpha() and word.islower()}
    table: defaultdict[str, set[str]] = defaultdict(set)
    bases = set()
    for line in gzip.decompress((folder / FORMS).read_bytes()).decode().splitlines():
        cells = [fold(cell) for cell in line.split("\t")[:2]]
        if len(cells) == 2 and all(map(str.isalpha, cells)):
            table[cells[1]].add(cells[0])
            bases.add(cells[0])
    lemmas, others, nouns, untagged = _text_lemmas(folder / TEXT)
    not_alone = bases | set(lemmas) | set(others) | untagged  # what UniMorph alone may not decide
    found = dict(_diminutives(words, nouns | (words & bases)))
    for form, ones in table.items():
        if len(ones) == 1 and form not in not_alone:
            found[form] = next(iter(ones))
    for form, counts in lemmas.items():
        lemma, often = counts.most_common(1)[0]
        known = lemma in table[form] or (often >= _SEEN and (lemma in words or lemma in bases))
        if known and often >= _SURE * (counts.total() + others[form]):
            found[form] = lemma
        else:
            found.pop(form, None)
    verbs = bases | words  # UniMorph lacks verbs such as plegen
    for form in [one for one in found if one.endswith(("d", "t", "en")) and found[one] in verbs and one != found[one]]:
        inflected = form + "e"  # gepleegde, of the participle gepleegd
        allowed = {form, inflected, found[form]}
        if (inflected in words or inflected in lemmas) and lemmas.get(inflected, {}).keys() <= allowed:
            found[inflected] = found[form]
    return sorted(
        (form, lemma)
        for form, lemma in found.items()
        if len(form) >= _SHORTEST
        and form not in _OWN_WORD
        and not by_hand(form)
        and regular_stem(form) != regular_stem(lemma)
    )


def main() -> None:
    """Write the compiled file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with the word list, the forms and the text")
    rows = compile_lemmas(parser.parse_args().folder)
    lines = [
        "# Forms whose stem is not that of their lemma; made by tools/make_lemmas.py. This file: CC BY-SA 4.0.",
        "# From UniMorph nld (CC BY-SA 3.0), UD_Dutch-LassySmall, -Alpino (CC BY-SA 4.0), OpenTaal (CC BY 3.0).",
        "form\tlemma",
    ]
    lines += [f"{form}\t{lemma}" for form, lemma in rows]
    (FOLDER / IRREGULAR).write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{IRREGULAR}: {len(rows):,} forms")


if __name__ == "__main__":
    main()
