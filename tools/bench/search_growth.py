"""What more districts cost: a question, a worker's memory, building and renewing one index."""

import os
import tempfile
import time
from pathlib import Path
from statistics import median

from django.conf import settings
from django.db import connection

from departments.models import Department, District
from portal.search.indexing.registry import indexes
from portal.search.indexing.token_cache import Shelf
from portal.search.models import AskingPhrase
from portal.search.service import ask
from tools.questions import OWN, load_questions
from tools.real_district import real_district

from .aside import aside
from .copies import Copier
from .row import Row, at_most

COUNTS = (1, 10, 100, 1000)
QUESTIONS, ROUNDS = 300, 5
MATRIX = "区县数"


def rows():
    questions = [question.text for question in load_questions(OWN)][:QUESTIONS]
    with tempfile.TemporaryDirectory() as directory:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(directory) / "growth.sqlite3")
        with real_district():
            copier, times, made = Copier(), {}, 1
            for count in COUNTS:
                copier.add(range(made, count))
                made = count
                figures = aside(measured, questions)
                times[count] = figures["一问（毫秒）"]
                for name, value in figures.items():
                    yield Row(name, value, "", matrix=MATRIX, column=str(count))
    ratio = times[COUNTS[-1]] / times[COUNTS[0]]
    yield at_most(f"{COUNTS[-1]} 个区县时一问相对 1 个", ratio, "倍", 1.2)


def measured(questions):
    """Figures of a process that has just started (dict of name to float)."""
    original, *copies = District.objects.order_by("pk")[: settings.SEARCH_INDEXES]
    indexes.lexicon()
    before = memory()
    indexes.get(original)
    anew = [seconds(lambda one=one: indexes.get(one)) for one in copies]
    loaded = memory() - before
    return {
        "一问（毫秒）": timed_questions(questions, original),
        "首次建立一个（秒）": median(anew or [reloaded(original, anew=True)]),
        "重新装载一个（秒）": reloaded(original),
        "改动一条后更新（秒）": renewed(original),
        "每装载一个增加的内存（MB）": loaded / (len(copies) + 1),
    }


def timed_questions(questions, district):
    """Milliseconds of a question, the median; of each the best of some rounds, as others disturb."""
    rounds = [[ask(question, district)[1] for question in questions] for _ in range(ROUNDS)]
    return median(map(min, zip(*rounds, strict=True)))


def reloaded(district, anew=False):
    """Seconds until an index is ready in a process that has none; ``anew`` with nothing kept."""
    indexes.clear()
    if anew:
        Shelf.clear(district)
    return seconds(lambda: indexes.get(district))


def renewed(district):
    """Seconds until an index is ready again after one asking phrase has changed."""
    department = Department.objects.filter(district=district).order_by("order")[0]
    phrase = AskingPhrase.objects.filter(department=department).first()
    phrase.text = f"{phrase.text}？"
    phrase.save()
    return reloaded(district)


def seconds(work):
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def memory():
    """Megabytes that this process holds (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
