"""Finds known words in a text: many at once, the longer ones first."""

from collections import defaultdict


class WordFinder:
    """Looks for some words (any container of str that can be run through)."""

    def __init__(self, words):
        self._words = words
        lengths = defaultdict(set)
        for word in words:
            lengths[word[:1]].add(len(word))
        self._lengths = {first: sorted(found) for first, found in lengths.items()}

    def spans(self, text, shortest=1):
        """Where words of at least this length stand (list of (start, stop)), longer ones first.

        A word inside a longer one is left out.
        """
        found = [
            (start, start + length)
            for start, character in enumerate(text)
            for length in self._lengths.get(character, ())
            if length >= shortest and text[start : start + length] in self._words
        ]
        kept = []
        for start, stop in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
            if not any(begun <= start and stop <= ended for begun, ended in kept):
                kept.append((start, stop))
        return kept


def blanked(text, spans):
    """A text with some spans turned into blanks."""
    for start, stop in spans:
        text = text[:start] + " " * (stop - start) + text[stop:]
    return text
