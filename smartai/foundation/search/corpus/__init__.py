"""Very many texts, searched by what each kind of database does well: Python reads no words of them.

An ``Index`` ranks by itself whatever holds one of the words, which suits thousands of articles. A corpus
finds what holds *all* of them, with work that is bounded however many texts there are.
"""

from smartai.foundation.search.corpus.parts import Clause, Paper, Part, Wish
from smartai.foundation.search.corpus.store import NEWEST, Corpus, Match, Matches, Seek

__all__ = ["NEWEST", "Clause", "Corpus", "Match", "Matches", "Paper", "Part", "Seek", "Wish"]
