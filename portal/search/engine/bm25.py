"""One field's BM25 index, asked with weighted tokens."""

import logging
from sys import intern

import bm25s
import numpy as np

# It tells of every index that it builds, at a level that it sets for itself.
logging.getLogger("bm25s").setLevel(logging.WARNING)


class FieldIndex:
    """BM25 over one field of many texts, each given as a list of tokens.

    ``k1`` and ``b`` are BM25's: how soon repetition stops to count, and how much length does.
    """

    def __init__(self, texts, k1=1.2, b=0.75):
        self.size = len(texts)
        # bm25s cannot index nothing; a text without tokens simply never matches.
        index = bm25s.BM25(method="lucene", k1=k1, b=b)
        index.index([tokens or [""] for tokens in texts] or [[""]], show_progress=False)
        # Fields and districts have most tokens in common: each is held once.
        self._columns = {intern(token): column for token, column in index.vocab_dict.items()}
        self._values = index.scores["data"]
        self._rows = index.scores["indices"]
        self._starts = index.scores["indptr"].tolist()

    def scores(self, weights):
        """BM25 of each text for weighted tokens, a mapping of str to float (array)."""
        found = [
            (where, weight)
            for token, weight in weights.items()
            if (where := self._where(token)) is not None
        ]
        if not found:
            return np.zeros(self.size)
        rows = np.concatenate([self._rows[where] for where, _ in found])
        values = np.concatenate([self._values[where] for where, _ in found])
        lengths = [where.stop - where.start for where, _ in found]
        values = values * np.repeat([weight for _, weight in found], lengths)
        return np.bincount(rows, values, minlength=self.size)

    def rarity(self, token):
        """How telling a token is: its highest score in any text, 0.0 if no text has it."""
        where = self._where(token)
        return 0.0 if where is None else float(self._values[where].max())

    def count(self, tokens, row):
        """How many of some tokens the text of a row has."""
        places = [where for token in tokens if (where := self._where(token)) is not None]
        return sum(row in self._rows[where] for where in places)

    def _where(self, token):
        """The part of rows and values that is a token's (slice), None if no text has it."""
        column = self._columns.get(token)
        return None if column is None else slice(self._starts[column], self._starts[column + 1])

    def __contains__(self, token):
        return token in self._columns
