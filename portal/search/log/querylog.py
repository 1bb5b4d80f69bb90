"""The log of questions, from which editors learn what the search misses.

No address, cookie or account is kept, and long numbers are masked. The search only puts a
question into a queue; a thread of this process writes what has come together.
"""

import logging
import re
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from math import ceil
from queue import Empty, Full, Queue
from threading import Lock, Thread
from time import monotonic, sleep

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ..language.understanding import clean
from ..models import Query

#: How many questions may wait to be written; further ones are dropped. As many as people ask in a
#: second, so that a flood costs the pages nothing.
WAITING = 50
#: How many are written in one transaction.
BATCH = 200
ONE_DAY = 24 * 3600
#: Seven digits or more, as in phone, identity and bank numbers, in any common way to write them.
_LONG_NUMBER = re.compile(
    r"(?:[\d〇零一二三四五六七八九幺][ \-_.－—]{0,2}){6,}[\dxX〇零一二三四五六七八九幺]"
)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """A question as the log keeps it: a row to be, as most of a flood never becomes one."""

    district_id: int
    text: str
    answer: str
    hits: int
    asked_at: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True)
class Click:
    """That an entry (``slug/code``) was opened after a question."""

    district: int
    text: str
    entry: str


class QueryLog:
    """Collects questions and clicks; writes them every ``delay`` seconds, at once if it is 0."""

    def __init__(self, delay=1.0):
        self.delay = delay
        self._waiting = Queue(WAITING)
        self._lock = Lock()
        self.writer = None
        self._pruned_at = None

    def add(self, item):
        """Take an Asked or a Click. Never fails and never waits for the database."""
        try:
            self._waiting.put_nowait(item)
        except Full:
            return
        if self.delay:
            self._start()
        else:
            self.write()

    def write(self):
        """Write what waits by now. A failure is logged and no more.

        What comes meanwhile waits for the next time, so that a flood is not written on and on.
        """
        for _ in range(ceil(self._waiting.qsize() / BATCH)):
            items = self._take()
            try:
                with transaction.atomic():
                    Query.objects.bulk_create(
                        Query(**asdict(one)) for one in items if isinstance(one, Asked)
                    )
                    for click in items:
                        if isinstance(click, Click):
                            _note(click)
            except DatabaseError:
                logger.exception("检索记录没有写入")

    def _take(self):
        items = []
        try:
            while len(items) < BATCH:
                items.append(self._waiting.get_nowait())
        except Empty:
            pass
        return items

    def _start(self):
        # A thread does not survive the fork of a server's worker: each process has its own.
        with self._lock:
            if self.writer is None or not self.writer.is_alive():
                self.writer = Thread(target=self._run, name="query-log", daemon=True)
                self.writer.start()

    def _run(self):
        """Write until nothing comes any more, then end and give the connection back."""
        try:
            self._prune_daily()
            while self.writer:
                sleep(self.delay)
                self.write()
                with self._lock:
                    if self._waiting.empty():
                        self.writer = None
        finally:
            connection.close()

    def _prune_daily(self):
        if self._pruned_at and monotonic() - self._pruned_at < ONE_DAY:
            return
        self._pruned_at = monotonic()
        try:
            prune()
        except DatabaseError:
            logger.exception("过期的检索记录没有删除")


query_log = QueryLog()


def log_query(answer, district):
    """Note a question and its Answer; never slows or fails the search."""
    if settings.SEARCH_LOG_DAYS and answer.asked.query:
        text = masked(answer.asked.query)
        query_log.add(Asked(district.pk, text, answer.verdict, len(answer.entries)))


def log_click(question, entry, district):
    """Note that the entry ``slug/code`` was opened after a question; never slows or fails."""
    text = masked(clean(question))
    if settings.SEARCH_LOG_DAYS and text:
        query_log.add(Click(district.pk, text, entry[:120]))


def _note(click):
    asked = Query.objects.filter(district=click.district, text=click.text, clicked="")
    if latest := asked.order_by("-pk").first():
        latest.clicked = click.entry
        latest.save(update_fields=["clicked"])


def masked(question):
    """A question with the digits of long numbers replaced, cut to what the log holds (str)."""
    hidden = _LONG_NUMBER.sub(lambda found: "*" * len(found.group()), question)
    return hidden[: Query._meta.get_field("text").max_length]


def prune():
    """Delete the questions older than SEARCH_LOG_DAYS (returns how many)."""
    oldest = timezone.now() - timedelta(days=settings.SEARCH_LOG_DAYS)
    return Query.objects.filter(asked_at__lt=oldest).delete()[0]
