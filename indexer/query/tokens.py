"""Text to tokens: words, quotes, brackets, operators, fields; reads every character once and knows no grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.query import lexis
from indexer.query.lexis import FIELD_NAMES, MINUS, OPERATORS, QUOTE_CHARS, QUOTES, is_space, says_something
from indexer.query.shapes import MANY, Problem, plain, shape
from indexer.query.tree import ANY, long_enough

_NUMBER = re.compile(r"[0-9]*")
_COORDINATES = ("en", "of", "noch")  # extreemrechts en -links: a half word, not an exclusion
_OPERANDS = ("word", "exact", *MANY, "phrase", "value")


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands: `text[start:end]`.

    `kind` is word, exact, prefix, suffix, fuzzy, phrase, value (of a field, without quotes), field, open, close, and,
    or, not, near. `text` is the word without its sign, the value, the name of the field in the tree or all that stands
    between the quotes; `words` are of a phrase, `within` is its number, that of `near` or the letters of `fuzzy`.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    words: tuple[str, ...] = ()
    within: int | None = None


def scan(text: str) -> tuple[list[Token], list[str]]:
    """Return the tokens of *text* and hints, in Dutch, on what was read otherwise than perhaps meant.

    Raises:
        Problem: a token cannot be read, or there are too many.
    """
    scanner = _Scanner(text)
    while scanner.at < len(text):
        scanner.step()
    return scanner.tokens, [*scanner.hints, *_small_operators(scanner.tokens)]


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.tokens: list[Token] = []
        self.hints: list[str] = []
        self.terms = 0  # operands among the tokens

    def step(self) -> None:
        char = self.text[self.at]
        if is_space(char):
            self.at += 1
        elif char in "()":
            self._emit("open" if char == "(" else "close", self.at, self.at + 1)
        elif char in QUOTES:
            self._phrase()
        elif char in MINUS:
            self._minus()
        else:
            self._run(self.at, self._end_of_run())

    def _emit(
        self, kind: str, start: int, end: int, text: str = "", *, words: tuple[str, ...] = (), within: int | None = None
    ) -> None:
        self.terms += kind in _OPERANDS
        if self.terms > lexis.MAX_TERMS:
            message = f"De vraag telt meer dan {lexis.MAX_TERMS} woorden. Laat de minst belangrijke weg."
            raise Problem(message, start, (start, len(self.text), ""))
        self.tokens.append(Token(kind, start, end, text, words, within))
        self.at = end

    def _end_of_run(self) -> int:
        end = self.at
        while end < len(self.text) and not (
            self.text[end] in "()" or self.text[end] in QUOTE_CHARS or is_space(self.text[end])
        ):
            end += 1
        return end

    def _opens(self, index: int) -> bool:
        return self.text[index : index + 1] in (*QUOTES, "(")

    def _drop(self, start: int, end: int) -> None:
        self.hints.append(f"Overgeslagen, er staat geen letter of cijfer in: {self.text[start:end].strip()}")
        self.at = end

    def _minus(self) -> None:
        end = self._end_of_run()
        if not says_something(self.text[self.at : end]) and not self._opens(end):
            self._drop(self.at, end)
        elif self._half_word():
            half = self.text[self.at : end]
            self.hints.append(f"“{half}” is hier een gewoon woord. Wilt u het uitsluiten, schrijf dan NIET {half[1:]}.")
            self._run(self.at + 1, end)
        else:
            self._emit("not", self.at, self.at + 1)

    def _half_word(self) -> bool:
        before = self.tokens[-1] if self.tokens else None
        return (
            before is not None
            and before.kind == "word"
            and before.text in _COORDINATES
            and before.end < self.at
            and self.text[self.at + 1 : self.at + 2].isalnum()
        )

    def _run(self, start: int, end: int) -> None:
        run = self.text[start:end]
        bare = run.rstrip(":")
        if run in OPERATORS:
            self._emit(OPERATORS[run], start, end)
            return
        found = lexis.split_field(bare)
        if found:
            self._field_with_value(start, end, *found)
        elif bare.isalpha() and run == f"{bare}:" and self._opens(end) and len(bare) > 1:
            self._field(start, end, bare)
        else:
            if bare.casefold() in FIELD_NAMES and run != bare:
                self.hints.append(f"“{run}” is hier een gewoon woord. Voor het veld schrijft u {run}… zonder spatie.")
            self._word(start, end)

    def _field(self, start: int, end: int, name: str) -> None:
        """Emit the field called *name*, whose colon ends at *end*."""
        if name.casefold() in FIELD_NAMES:
            self._emit("field", start, end, FIELD_NAMES[name.casefold()])
            return
        near = lexis.near_field(name)
        if near:
            message, replacement = f"Het veld “{name}” bestaat niet. Bedoelde u {near}?", f"{near}:"
        else:
            known = ", ".join(lexis.FIELDS.values())
            message, replacement = f"Het veld “{name}” bestaat niet. De velden zijn: {known}.", f"{name} "
        raise Problem(message, start, (start, end, replacement))

    def _field_with_value(self, start: int, end: int, name: str, value: str) -> None:
        colon = start + len(name)
        self._field(start, colon + 1, name)
        if value[0] in MINUS:
            message = f"Zet het minteken voor het veld: -{name}:{value[1:]}"
            raise Problem(message, colon + 1, (start, colon + 2, f"-{name}:"))
        if value == ANY and self.tokens[-1].text in lexis.MENTIONED:
            self._emit("value", colon + 1, end, value)
            return
        if not says_something(value):
            raise Problem(f"Na {name}: ontbreekt een waarde.", colon + 1, (colon, end, ""))
        if self.tokens[-1].text == "title":
            self._word(colon + 1, end, of_title=True)
            return
        if "*" in value:
            message = f"In het veld {name} werkt het sterretje niet."
            star = colon + 1 + value.index("*")
            raise Problem(message, star, (colon + 1, end, value.replace("*", "")))
        self._emit("value", colon + 1, end, value)

    def _word(self, start: int, end: int, *, of_title: bool = False) -> None:
        """Emit the word that stands here, with its sign."""
        run = self.text[start:end]
        if not says_something(run):
            self._drop(start, end)
            return
        if of_title and (run in OPERATORS or lexis.near_operand(run) is not None):
            self._emit("phrase", start, end, words=(run,))
            return
        kind, text, number = shape(run, start)
        if kind != "near":
            self._check_word(start, end, text)
        if kind == "prefix":
            self._check_prefix(start, run, text)
        if kind in MANY and sum(token.kind in MANY for token in self.tokens) >= lexis.MAX_PREFIXES:
            message = f"Een vraag mag hoogstens {lexis.MAX_PREFIXES} woorden met een sterretje of ~ hebben."
            raise Problem(message, start, (start, end, text))
        self._emit(kind, start, end, plain(text), within=number)

    def _check_word(self, start: int, end: int, text: str) -> None:
        star, run = text.find("*"), self.text[start:end]
        if star >= 0:
            kept = f"{run[:star]}*" if long_enough(run[:star]) else run.replace("*", "")
            message = "Een woord kan één sterretje hebben, aan het begin of aan het eind."
            raise Problem(message, start + star, (start, end, kept))
        without = lexis.without_fuzzy(text)
        if without != text:
            message = "Het teken ~ kan alleen na een gewoon woord of na aanhalingstekens."
            raise Problem(message, start + len(without), (start + len(without), start + len(text), ""))
        found = lexis.split_field(text)
        if found and found[0].casefold() in FIELD_NAMES:  # titel:land:BE
            message = "Een veld kan niet in een ander veld staan."
            raise Problem(message, start, (start, start + len(found[0]) + 1, ""))
        if found:
            self._field(start, start + len(found[0]) + 1, found[0])

    def _check_prefix(self, start: int, run: str, text: str) -> None:
        if not long_enough(text):
            star = start + run.index("*")
            message = f"Zet minstens {lexis.MIN_PREFIX} letters voor het sterretje."
            raise Problem(message, start, (star, start + len(run), ""))

    def _phrase(self) -> None:
        start = self.at
        close = self._closing_quote()
        words: list[str] = []
        before = self.tokens[-1] if self.tokens else None
        is_value = before is not None and before.kind == "field" and before.text != "title" and before.end == start
        for word_start, word in _pieces(self.text, start + 1, close):
            if len(words) == lexis.MAX_PHRASE and not is_value:
                message = f"Tussen aanhalingstekens staan meer dan {lexis.MAX_PHRASE} woorden."
                raise Problem(message, word_start, (word_start, close, ""))
            words.append(word)
        within, end = self._within(close + 1, lexis.max_within(len(words) or 1))
        if words:
            self._emit("phrase", start, end, lexis.tidy(self.text[start:close]), words=tuple(words), within=within)
        else:
            self._drop(start, end)

    def _closing_quote(self) -> int:
        """Return where the quote opened here closes: at the fitting quote, else at any other."""
        for closing in (QUOTES[self.text[self.at]], QUOTE_CHARS):
            for index in range(self.at + 1, len(self.text)):
                if self.text[index] in closing:
                    return index
        end = len(self.text)
        raise Problem("Het aanhalingsteken wordt niet gesloten.", self.at, (end, end, '"'))

    def _within(self, at: int, largest: int) -> tuple[int | None, int]:
        """Return the number after `~` that may stand at *at*, at most *largest*, and where it ends."""
        if self.text[at : at + 1] != "~":
            return None, at
        number = _NUMBER.match(self.text, at + 1)
        digits, end = (number[0], number.end()) if number else ("", at + 1)
        if not digits:
            message = "Na ~ hoort een aantal woorden, zoals in “a b”~5."
            raise Problem(message, at, (at + 1, at + 1, f"{min(5, largest)} "))
        if len(digits) > 3 or not 1 <= int(digits) <= largest:
            message = f"Na ~ hoort bij zoveel woorden een getal van 1 tot {largest}."
            raise Problem(message, at, (at, end, f"~{largest}" if digits.strip("0") else ""))
        return int(digits), end


def _pieces(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return the words of `text[start:end]` that say something, with their places; quotes within part words too."""
    found: list[tuple[int, str]] = []
    word_start = start
    for index in range(start, end + 1):
        if index == end or is_space(text[index]) or text[index] in QUOTE_CHARS:
            if says_something(text[word_start:index]):
                found.append((word_start, text[word_start:index]))
            word_start = index + 1
    return found


def _small_operators(tokens: list[Token]) -> list[str]:
    """Tell of `of`, `en`, `niet` and `BIJ` between words: plain words, and perhaps meant as operators."""
    between = [
        token.text
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if token.kind == "word"
        and before.kind in (*_OPERANDS, "close")
        and after.kind in (*_OPERANDS, "open", "not", "field")
    ]
    found = dict.fromkeys(text for text in between if text in lexis.LOOKS_LIKE_OPERATOR)
    near = [
        f"“{text}” is hier een gewoon woord. Voor woorden dicht bij elkaar schrijft u een getal erachter: {text}/10."
        for text in dict.fromkeys(between)
        if text in lexis.NEAR_NAMES
    ]
    if not found:
        return near
    small = ", ".join(f"“{text}”" for text in found)
    capitals = ", ".join(lexis.LOOKS_LIKE_OPERATOR[text] for text in found)
    hint = f"In kleine letters gelezen als gewoon woord: {small}. Als zoekteken schrijft u hoofdletters: {capitals}."
    return [hint, *near]
