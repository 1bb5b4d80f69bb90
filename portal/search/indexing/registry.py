"""The indexes that this process holds: loaded on first use, renewed while the old ones serve."""

import logging
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic

from django.conf import settings
from django.db import connection

from departments.shown.state import district_state, state_everywhere

from ..engine.index import DistrictIndex
from ..language.vocabulary import Vocabulary
from .lexicon import Lexicon, read_lexicon
from .sources import read_source
from .token_cache import Shelf

#: Seconds for which an index is served without a look at the database.
LOOK_EVERY = 1.0
#: Seconds after which an index that was not found fresh is no longer served, but waited for.
SERVE_AT_MOST = 1.9
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ready:
    """A district's index with the vocabulary to ask it with, as of one version."""

    version: tuple
    index: DistrictIndex
    vocabulary: Vocabulary


class Registry:
    """The indexes of the districts asked for last, at most ``size`` of them; for all threads."""

    def __init__(self, size):
        self.size = size
        self._slots = OrderedDict()
        self._lock = Lock()
        self._lexicon = (None, Lexicon(Vocabulary([])))

    def get(self, district):
        """What is Ready for a district; at most two seconds behind the database.

        Raises DatabaseError only where there is nothing to serve yet.
        """
        with self._lock:
            slot = self._slots.pop(district.pk, None) or Slot(self, district)
            self._slots[district.pk] = slot
            while len(self._slots) > self.size:
                self._slots.popitem(last=False)
        return slot.get()

    def clear(self):
        """Forget everything: for tests, where one database follows another."""
        with self._lock:
            self._slots.clear()
            self._lexicon = (None, Lexicon(Vocabulary([])))

    def lexicon(self):
        """The vocabulary, shared by all districts until anything that all show is written."""
        version = state_everywhere()
        known, lexicon = self._lexicon
        if known is None or known != version:
            lexicon = read_lexicon()
            self._lexicon = (version, lexicon)
        return lexicon


class Slot:
    """One district's place: what is ready, and when it was last known to be what is in force.

    Whoever looks at the database or builds holds the lock, so that nothing is done twice at once.
    """

    def __init__(self, registry, district):
        self._registry = registry
        self._district = district
        self._lock = Lock()
        self._ready = None
        self._looked_at = 0.0

    def get(self):
        if self._must_wait():
            with self._lock:
                if self._must_wait():
                    self._renew()
        elif self._age() > LOOK_EVERY and self._lock.acquire(blocking=False):
            self._look()
        return self._ready

    def _age(self):
        return monotonic() - self._looked_at

    def _must_wait(self):
        return self._ready is None or self._age() > SERVE_AT_MOST

    def _look(self):
        """With the lock held: see whether what is ready is fresh; if not, renew it in a thread."""
        begun = monotonic()
        try:
            if district_state(self._district.pk) != self._ready.version:
                Thread(target=self._renew_aside, name="search-index", daemon=True).start()
                return
        except Exception:
            logger.exception("检索索引无法核对，继续使用原有的")
        self._looked_at = begun
        self._lock.release()

    def _renew_aside(self):
        try:
            self._renew()
        finally:
            self._lock.release()
            connection.close()

    def _renew(self):
        """With the lock held: make ready what is in force now, if it is not."""
        begun = monotonic()
        try:
            # The version first: what is written meanwhile is found by the next look.
            version = district_state(self._district.pk)
            if self._ready is None or version != self._ready.version:
                self._build(version)
        except Exception:
            if self._ready is None:
                raise
            logger.exception("检索索引无法更新，继续使用原有的")
        self._looked_at = begun

    def _build(self, version):
        lexicon, shelf = self._registry.lexicon(), Shelf(self._district)
        source = read_source(self._district, lexicon.naming_words)
        index = DistrictIndex(source.entries, source.bodies, shelf.sounds(source.entries))
        index.spelling  # noqa: B018 - worked out now, or the first question would wait for it
        self._ready = Ready(version, index, lexicon.vocabulary)
        shelf.keep()


indexes = Registry(settings.SEARCH_INDEXES)
