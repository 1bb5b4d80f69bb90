"""Turns at the database that the live server and its test share, which is one connection on SQLite."""

from contextlib import contextmanager
from threading import RLock, local

from django.core.signals import request_finished, request_started


class Turns:
    """One at a time: a request to the live server, or the test, within ``with turns:``."""

    def __init__(self):
        self.lock = RLock()
        self.mine = local()

    def __enter__(self):
        self.lock.acquire()
        self.mine.taken = getattr(self.mine, "taken", 0) + 1

    def __exit__(self, *raised):
        if getattr(self.mine, "taken", 0):
            self.mine.taken -= 1
            self.lock.release()

    @contextmanager
    def serving(self):
        """Within the block each request waits for its turn."""
        begin, end = (lambda **kwargs: self.__enter__()), (lambda **kwargs: self.__exit__())
        request_started.connect(begin)
        request_finished.connect(end)
        yield self
        request_started.disconnect(begin)
        request_finished.disconnect(end)
