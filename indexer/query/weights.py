"""How much each way of matching counts; the one place where these numbers stand.

First values, set by hand and not measured yet: the relevance set in benchmarks/ is what should move them. What they
say: a word as written before its inflections before what it is a part of; headings lift a passage, the text finds it.
"""

SURFACE = 1.0  # the word as written
STEM = 0.6  # an inflection of it
PART = 0.4  # a part of a longer word, or the whole that two words make
PIECES = 0.8  # the pieces of a word with a hyphen, written as words next to each other
PREFIX = 0.8

HEADING = 0.5  # times the weight above, where the document title or a section title holds the word

ADJACENT = 0.5  # the words of a query close together and in order
ADJACENT_SLOP = 3  # other words that may stand between them
ADJACENT_WORDS = range(2, 7)  # for queries of two to six words
