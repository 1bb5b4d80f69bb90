"""What is kept in the database between two buildings of a district's index."""

import hashlib
import json
import logging

from django.db import DatabaseError, transaction

from ..language.sounds import Sounds, sounds_of
from ..models import IndexedEntry

#: Part of every fingerprint: another number makes everything anew.
FORMAT = 1
logger = logging.getLogger(__name__)


class Shelf:
    """The kept rows of a district; ``made`` and ``reused`` count entries.

    Reads them at once (one query); nothing is written before :meth:`keep`.
    """

    def __init__(self, district):
        self.district = district
        rows = IndexedEntry.objects.filter(district=district)
        self._kept = dict(rows.values_list("fingerprint", "tokens"))
        self._wanted = set()
        self._new = {}
        self.made = self.reused = 0

    @staticmethod
    def clear(district):
        """Remove a district's kept rows."""
        IndexedEntry.objects.filter(district=district).delete()

    def sounds(self, entries):
        """The Sounds of each entry (list), those of entries worded as before from the database."""
        return [self._sounds(entry) for entry in entries]

    def _sounds(self, entry):
        key = fingerprint(entry)
        self._wanted.add(key)
        if key in self._kept:
            self.reused += 1
            wording, *phrases = self._kept[key]
            return Sounds(wording, tuple(phrases))
        self.made += 1
        made = sounds_of(entry)
        self._new[key] = [made.wording, *made.phrases]
        return made

    def keep(self):
        """Write what was made, remove what no entry needs any more.

        A failure is logged and no more: all of it can be made again.
        """
        obsolete = set(self._kept) - self._wanted
        if not self._new and not obsolete:
            return
        rows = IndexedEntry.objects.filter(district=self.district)
        try:
            with transaction.atomic():
                rows.filter(fingerprint__in=obsolete).delete()
                IndexedEntry.objects.bulk_create(
                    [
                        IndexedEntry(district=self.district, fingerprint=key, tokens=tokens)
                        for key, tokens in sorted(self._new.items())
                    ],
                    # Another process may have kept the same at the same time.
                    ignore_conflicts=True,
                )
        except DatabaseError:
            logger.warning("检索索引的中间结果没有存下，下次重新计算", exc_info=True)


def fingerprint(entry):
    """SHA-256 of all that an entry's tokens are made from (hexadecimal str)."""
    parts = [FORMAT, entry.title, entry.text, *entry.phrases]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
