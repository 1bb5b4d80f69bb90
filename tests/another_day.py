"""A plugin of pytest (``-p tests.another_day``) under which the clock is a year and a day ahead."""

import datetime
import time

AHEAD = datetime.timedelta(days=366, hours=7, minutes=11)
now = time.time


class Shifted(datetime.datetime):
    """What programs call ``datetime``."""

    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + AHEAD


time.time = lambda: now() + AHEAD.total_seconds()
datetime.datetime = Shifted
