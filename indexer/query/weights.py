"""How much each way of matching counts, and how far a search reaches; the one place where these numbers stand.

In brackets stands what nDCG@10 loses (-) or gains (+) without it on two sets: the labelled queries, and after the
slash the parliament's themes as queries (`python -m benchmarks.relevance --ablation`, tantivy, November 2026;
benchmarks/relevance/README.md says what those sets are and how sure the figures are).
"""

SURFACE = 1.0  # the word as written
STEM = 0.8  # an inflection of it (as much as the word itself: +.002/-.001)
PART = 0.4  # a part of a longer word, or the whole that two words make
PIECES = 0.8  # the pieces of a word with a hyphen, written as words next to each other
PREFIX = 0.8  # a word that begins or ends as asked
FUZZY = (0.6, 0.4)  # a word that is spelled so but for one letter, for two
NEAR = 1.0  # the two sides of BIJ/N near each other
YEAR = 1.0  # points, for a passage of a document that appeared in the year that the query names

HEADING = 0.25  # times the weight above, where a title above the passage holds the word (-.001/-.003)

SYNONYM = 0.9  # another name of the same concept (-.011/0)
CLOSE = 0.5  # a name of a concept close to it (nlp/vocabularies/close.tsv) (+.002/0)
MAX_NAMES = 8  # other names of one concept that are searched for, and as many of those close to it

ADJACENT = 0.5  # the words of a query close together and in order (0/0)
ADJACENT_SLOP = 3  # other words that may stand between them
ADJACENT_WORDS = range(2, 7)  # for queries of two to six words

ASIDE = -3.0  # points, for contents lists, references and passages of a few words (0/0)
FIGURES = 2.0  # points, for a passage with a quantity, where the query asks how many (0/0)

FUNCTION_WITHIN = 1  # words that may stand between function words (`"de van"~50`): those are everywhere, and slow
FUNCTION_NEAR = 5  # the same for `de BIJ/20 plaats:*`

WIDEN_BELOW = 10  # documents; where all words together give fewer, half of the words is enough (-.247/-.014)
ALL_WORDS = 0.5  # times its score once more, for a passage with all words where half of them is enough (-.001/+.004)
DOCUMENT = 1.0  # times the score of the whole document, added to that of its best passage (-.025/-.055)
DOCUMENT_ALL = 0.5  # times the same once more, for a document that holds all words (-.010/-.002)
DOCUMENT_TITLE = 0.25  # times the weight above, where its title holds the word (-.002/-.003)
WINDOW_PASSAGES = 120  # best passages whose documents are put in order by passage and document together
WINDOW_DOCUMENTS = 100  # best documents that join them


def enough(words: int) -> int:
    """Return how many of *words* a passage must hold once the search is widened: half, rounded down, at least one."""
    return max(1, words // 2)
