"""What everyday words mean: "money back" says the same as "refund", in English, German and Arabic.

Each language has a list beside this file, written from general knowledge of help desks. A meaning has the
same name in all of them, so what is asked in one language finds what was written in another.
"""

from smartai.lib.meanings.reading import meanings, surest, words_for
from smartai.lib.meanings.thesaurus import EDITION, everyday_phrases

__all__ = ["EDITION", "everyday_phrases", "meanings", "surest", "words_for"]
