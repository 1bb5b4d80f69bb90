"""The index of one district: its entries' texts in several fields, ready to be asked."""

from collections import defaultdict
from functools import cached_property
from sys import intern

import numpy as np

from boundaries.matters.roles import LEAD

from ..language.citations import Citations, cited
from ..language.matching import WordFinder, blanked
from ..language.sounds import sounds_of
from ..language.spelling import Spelling
from ..language.text import characters, fold, grams
from .bm25 import FieldIndex

#: An entry's phrases say many things at once: their number should count little against it.
_PHRASES_B = 0.3


class DistrictIndex:
    """Entries of one district and their field indexes.

    ``entries`` is a sequence of EntryText, ``bodies`` of NamedDepartment, ``sounds`` the Sounds of each entry
    where they are known already. Scores of a field are arrays as long as ``entries``.
    """

    def __init__(self, entries, bodies, sounds=None):
        self.entries = tuple(entries)
        self.bodies = tuple(bodies)
        self.sounds = tuple(sounds or map(sounds_of, self.entries))
        place = {body.slug: i for i, body in enumerate(self.bodies)}
        self.body_of_entry = np.array([place[e.department] for e in self.entries], dtype=int)
        self._titles = [fold(entry.title) for entry in self.entries]
        self._texts = [fold(entry.text) for entry in self.entries]
        self._phrases = [[fold(phrase) for phrase in e.phrases] for e in self.entries]
        self._lines = {}
        self._build_fields()
        self._build_parties(place)
        self._names = _bearers(self.bodies)
        self._name_finder = WordFinder(self._names)

    def _build_fields(self):
        places = range(len(self.entries))
        wordings = [grams(self.folded_text(place)) for place in places]
        spoken = [[t for p in phrases for t in spoken_tokens(p)] for phrases in self._phrases]
        cited_by = [cited(self.folded_text(place)) for place in places]
        self.text = FieldIndex(wordings)
        self.phrases = FieldIndex(spoken, b=_PHRASES_B)
        self.both = FieldIndex([a + b for a, b in zip(wordings, spoken, strict=True)], b=_PHRASES_B)
        self.sound = FieldIndex([sounds.pairs for sounds in self.sounds], b=_PHRASES_B)
        self.cited = FieldIndex(cited_by)
        self.citations = Citations(token for tokens in cited_by for token in tokens)

    def _build_parties(self, place):
        """Who else has a part in the boundary matters, with arrays as long as such parts."""
        parts = [
            (i, place[department], party.role == LEAD)
            for i, entry in enumerate(self.entries)
            for party in entry.parties
            for department in (*party.departments, *party.stand_ins)
            if department in place and department != entry.department
        ]
        entries, bodies, leads = zip(*parts, strict=True) if parts else ((), (), ())
        self.entry_of_party = np.array(entries, dtype=int)
        self.body_of_party = np.array(bodies, dtype=int)
        self.party_leads = np.array(leads, dtype=bool)

    @cached_property
    def spelling(self):
        """The words of the phrases, lists and names by their sound."""
        phrases = [
            pair
            for spoken, sounds in zip(self._phrases, self.sounds, strict=True)
            for pair in zip(spoken, sounds.phrases, strict=True)
        ]
        wordings = [(self.folded_text(i), sounds.wording) for i, sounds in enumerate(self.sounds)]
        return Spelling([*phrases, *wordings], self.both, self._names)

    def folded_text(self, place):
        """Title and text of the entry at a place, folded."""
        return f"{self._titles[place]}\n{self._texts[place]}"

    def folded_phrases(self, place):
        """The asking phrases of the entry at a place, folded (list of str)."""
        return self._phrases[place]

    def lines(self, place):
        """The lines of an entry's text with their grams, blank lines left out (list of pairs)."""
        if place not in self._lines:
            lines = [line for line in self.entries[place].text.split("\n") if line.strip()]
            self._lines[place] = [
                (line, frozenset(map(intern, grams(fold(line))))) for line in lines
            ]
        return self._lines[place]

    def bodies_named(self, folded):
        """(slugs of the bodies that a folded text names, the text without their names).

        A name within a longer one does not count.
        """
        spans = self._name_finder.spans(folded)
        slugs = [slug for start, stop in spans for slug in self._names[folded[start:stop]]]
        return tuple(dict.fromkeys(slugs)), blanked(folded, spans)

    def best_entry(self, scores):
        """For each body the best score among its entries (array)."""
        best = np.zeros(len(self.bodies))
        np.maximum.at(best, self.body_of_entry, scores)
        return best


def spoken_tokens(folded):
    """What everyday words are compared by: pairs of characters and single ones (list of str)."""
    return grams(folded) + characters(folded)


def _bearers(bodies):
    """The folded names of bodies with the slugs of those that bear them (dict of lists)."""
    bearers = defaultdict(list)
    for body in bodies:
        for name in body.names:
            bearers[fold(name)].append(body.slug)
    return dict(bearers)
