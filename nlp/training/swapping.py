"""Copies of texts in which other names stand.

A small model learns names by heart; in the copies it meets names it cannot know, so that it learns what stands around a
name and how one is built.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_LIST = Path(__file__).with_name("names.txt")
_SWAPPED = 0.7  # of the names in a copy
_SLOT = re.compile(r"\{([A-Z]+)\}")
_STREETS = ("straat", "plein", "laan", "weg", "kerk", "baan", "markt", "berg", "beek", "kanaal", "kasteel")
_INVENTED = 0.2  # of the names put in: a form that is in no list, so that only what stands around it tells
# fmt: off
_SYLLABLES = (
    "ba", "be", "bel", "bo", "bra", "bro", "ca", "car", "cha", "che", "da", "de", "del", "den", "do", "dra", "el",
    "en", "er", "fa", "fe", "fi", "fo", "ga", "ge", "gor", "ha", "hel", "ho", "in", "ja", "jo", "ka", "kat", "ker",
    "ki", "ko", "kra", "la", "le", "lem", "li", "lo", "lu", "ma", "mar", "me", "mi", "mo", "na", "nel", "ni", "no",
    "or", "pa", "pe", "per", "po", "ra", "ram", "re", "ri", "ro", "ru", "sa", "sal", "se", "si", "so", "sta", "ta",
    "ter", "ti", "to", "tra", "u", "va", "van", "ve", "ver", "vi", "vo", "wa", "wel", "wi", "za", "ze", "zo", "dorf",
    "gem", "hem", "kov", "lov", "mans", "mont", "nov", "ov", "rajk", "son", "stad", "ston", "sky", "vic", "ville",
)
# fmt: on
_DOMAINS = (
    "Justitie",
    "Binnenlandse Zaken",
    "Buitenlandse Zaken",
    "Financiën",
    "Volksgezondheid",
    "Onderwijs",
    "Cultuur",
    "Jeugd",
    "Welzijn",
    "Economie",
    "Mobiliteit",
    "Werk",
    "Landbouw",
    "Integratie",
    "Sociale Zekerheid",
    "Sport",
    "Defensie",
    "Wonen",
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its names: spans are (first token, end token, label)."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    spans: tuple[tuple[int, int, str], ...]
    starts: tuple[bool, ...]

    def surface(self, start: int, end: int) -> str:
        """Return the text of a span."""
        return "".join(
            word + (" " if space else "")
            for word, space in zip(self.words[start:end], self.spaces[start:end], strict=True)
        ).strip()


@dataclass(slots=True)
class Names:
    """What `names.txt` holds: lists of names and parts of names, and mended types."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path = _LIST) -> Names:
        """Read the lists."""
        found, section = cls(), ""
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("["):
                section = line.strip("[]")
            elif line and not line.startswith("#"):
                listed = [line] if section == "sentence" else line.split("|")
                if section.startswith("= "):
                    found.types.update(dict.fromkeys(listed, section.removeprefix("= ")))
                else:
                    found.parts.setdefault(section, []).extend(listed)
        return found


class Swapper:
    """Puts other names into texts; the same name becomes the same other name within a text."""

    def __init__(self, names: Names, municipalities: Sequence[str], tokenizer: Any, rng: random.Random) -> None:
        self._names = names.parts
        self._municipalities = list(municipalities)
        self._tokenizer = tokenizer
        self._rng = rng

    def copy(self, text: Text) -> Text:
        """Return a copy of *text* with other names."""
        chosen: dict[tuple[str, str], str] = {}
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool] = []
        spans: list[tuple[int, int, str]] = []
        position = 0
        for start, end, label in text.spans:
            words += text.words[position:start]
            spaces += text.spaces[position:start]
            starts += text.starts[position:start]
            surface = text.surface(start, end)
            if (surface, label) not in chosen:
                swap = self._rng.random() < _SWAPPED and not surface.endswith(("'s", *_STREETS))
                chosen[surface, label] = self._other(surface, label) if swap else surface
            name = [(token.text, bool(token.whitespace_)) for token in self._tokenizer(chosen[surface, label])]
            spans.append((len(words), len(words) + len(name), label))
            words += [word for word, _ in name]
            spaces += [space for _, space in name[:-1]] + [text.spaces[end - 1]]
            starts += [text.starts[start]] + [False] * (len(name) - 1)
            position = end
        words += text.words[position:]
        spaces += text.spaces[position:]
        starts += text.starts[position:]
        return self._damage(Text(tuple(words), tuple(spaces), tuple(spans), tuple(starts)))

    def fill(self, sentence: str) -> Text:
        """Return a sentence with a name at each slot: `{PER}`, `{SUR}` (no given name), `{LOC}`, `{ORG}` ..."""
        text, spans = "", []
        for number, part in enumerate(_SLOT.split(sentence)):
            if number % 2:
                name, label = self._of_slot(part)
                spans.append((len(text), len(text) + len(name), label))
                text += name
            else:
                text += part
        doc = self._tokenizer(text)
        found = [doc.char_span(start, end, label=label) for start, end, label in spans]
        return self._damage(
            Text(
                tuple(token.text for token in doc),
                tuple(bool(token.whitespace_) for token in doc),
                tuple((one.start, one.end, one.label_) for one in found if one is not None),
                tuple(token.i == 0 for token in doc),
            )
        )

    def _other(self, surface: str, label: str) -> str:
        rng = self._rng
        if label == "PER":
            return self._person(alone=" " not in surface)
        if label == "LOC":
            if rng.random() < _INVENTED:
                return self._invented()
            return self._pick("place") if rng.random() < 0.8 else rng.choice(self._municipalities)
        if label == "ORG":
            return self._organisation(short=surface.isupper() and len(surface) < 7)
        return self._pick("people") if surface in self._names["people"] else surface

    def _of_slot(self, slot: str) -> tuple[str, str]:
        """Return a name for a slot of a sentence of our own, and its label."""
        if slot == "SUR":
            return self._person(alone=True), "PER"
        if slot == "ACR":
            return self._organisation(short=True), "ORG"
        if slot == "PEOPLE":
            return self._pick("people"), "MISC"
        if slot in ("BRAND", "TOWN"):
            return self._invented(), "ORG" if slot == "BRAND" else "LOC"
        return self._other("Een Naam", slot), slot

    def _invented(self) -> str:
        """Return a name that no list holds and whose form says nothing of what it names."""
        return "".join(self._rng.choices(_SYLLABLES, k=self._rng.choice((2, 2, 2, 3)))).capitalize()

    def _pick(self, section: str) -> str:
        return self._rng.choice(self._names[section])

    def _person(self, *, alone: bool) -> str:
        if alone and self._rng.random() < 2 * _INVENTED:
            return self._invented()
        if alone:
            return self._pick("surname") if self._rng.random() < 0.75 else self._pick("given")
        given = self._pick("given") if self._rng.random() < 0.93 else f"{self._rng.choice('ABCDEFGHJKLMNPRSTW')}."
        surname = self._pick("surname") if self._rng.random() > _INVENTED else self._invented()
        if self._rng.random() < 0.4:  # Jan van den Berg in the Netherlands, Jan Van den Berg in Belgium
            surname = re.sub(r"^(Van|De|Den|Der)\b", lambda match: match[0].lower(), surname)
        return f"{given} {surname}" if self._rng.random() < 0.95 else f"{given} {surname}-{self._pick('surname')}"

    def _organisation(self, *, short: bool) -> str:
        rng = self._rng
        if short or rng.random() < 0.15:
            letters = "".join(rng.choices("ABCDEFGIKLMNOPRSTUVW", k=rng.choice((2, 3, 3, 3, 4, 4, 5))))
            return self._pick("acronym") if rng.random() < 0.6 else letters
        if rng.random() < 0.55:
            return self._pick("organisation")
        if rng.random() < 2 * _INVENTED:
            return self._invented()
        town, surname = rng.choice(self._municipalities), self._pick("surname")
        return rng.choice(
            (
                f"FC {town}",
                f"KV {town}",
                f"SK {town}",
                f"Universiteit {town}",
                f"Hogeschool {town}",
                f"OCMW {town}",
                f"Politiezone {town}",
                f"Gemeente {town}",
                f"Stichting {surname}",
                f"{surname} & Zonen",
                f"Instituut {surname}",
                f"Museum {surname}",
                f"Uitgeverij {surname}",
                f"{surname} NV",
                f"Moskee El {rng.choice(('Fath', 'Nour', 'Salam', 'Hidaya', 'Amal'))}",
                f"Centrum {rng.choice(('Algemeen Welzijnswerk', 'Leerlingenbegeleiding', 'Veilig Thuis'))}",
                f"Ministerie van {self._domain()}",
                f"FOD {self._domain()}",
                f"Federatie van {rng.choice(('Ondernemingen', 'Vlaamse Huurders', 'Marokkaanse Verenigingen'))}",
                f"Vereniging {rng.choice(('Veilig Verkeer', 'Eigen Huis', 'Vrije Pers', 'Open Stad'))}",
                f"Nationale Raad voor {rng.choice(('de Rechten', 'Arbeid', 'Onderwijs', 'Cultuur'))}",
                f"{rng.choice(('Hoge', 'Vlaamse', 'Brusselse', 'Adviserende'))} Raad voor {self._domain()}",
                f"Agentschap {self._domain()}",
                f"{surname}{rng.choice(('tech', 'soft', 'net', 'media', 'com', 'group'))}",
            )
        )

    def _domain(self) -> str:
        return self._rng.choice(_DOMAINS)

    def _damage(self, text: Text) -> Text:
        """Now and then, write as damaged texts do: without accents, or a sentence in capitals."""
        if self._rng.random() < 0.12:
            return Text(tuple(map(plain, text.words)), text.spaces, text.spans, text.starts)
        if self._rng.random() < 0.02:
            return Text(tuple(word.upper() for word in text.words), text.spaces, text.spans, text.starts)
        return text


def plain(word: str) -> str:
    """Return *word* without accents."""
    return "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))
