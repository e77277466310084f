"""Quotation check: find what a text quotes, and compare it with what a source says, word by word."""

from corpus.quotation.compare import Alarm, Comparison, Piece, align, compare
from corpus.quotation.find import Quotation, find_quotations
from corpus.quotation.words import QuotedWord, quoted_words

__all__ = [
    "Alarm",
    "Comparison",
    "Piece",
    "Quotation",
    "QuotedWord",
    "align",
    "compare",
    "find_quotations",
    "quoted_words",
]
