"""How long a question takes inside the process, stage by stage, and against ``icontains``."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from django.db import connection
from django.db.models import Q, TextField

from departments.models import rows_of, section_models
from portal.search.engine.answer import answer
from portal.search.engine.confidence import confidence
from portal.search.engine.ranking import rank
from portal.search.language.understanding import understand
from tools.questions import OWN, load_questions
from tools.real_district import real_district

from .encoder import Encoder
from .row import Row, at_most

#: Limits of the median in milliseconds: without and with the encoder.
LIMIT, LIMIT_WITH_ENCODER = 3, 8
#: ``icontains`` is slow: so many questions are enough to know how slow.
CONTAINED = 60
WITH_POSTGRES = Path(__file__).resolve().parents[1] / "with_postgres.py"


def rows():
    questions = [question.text for question in load_questions(OWN)]
    with real_district() as ready:
        for question in questions[:50]:
            answer(question, ready.index, ready.vocabulary)
        times = stages(ready.index, ready.vocabulary, questions)
        contained = contained_times(questions)
    for stage, measured in times.items():
        yield from quantiles(stage, measured)
    yield from quantiles(f"icontains（{connection.vendor}）", contained)
    elsewhere = on_postgresql()
    yield from (Row(**row) for row in elsewhere if row["matrix"])
    whole = float(np.median(times["全部"]))
    yield at_most("一问（进程内，中位数）", whole, "毫秒", LIMIT)
    if "全部＋句向量" in times:
        value = float(np.median(times["全部＋句向量"]))
        yield at_most("一问加句向量（中位数）", value, "毫秒", LIMIT_WITH_ENCODER)
    yield Row("icontains 相对本检索", float(np.median(contained)) / whole, "倍")


def quantiles(name, milliseconds):
    for column, part in (("p50", 50), ("p95", 95)):
        value = float(np.percentile(milliseconds, part))
        yield Row(name, value, "毫秒", matrix="一问的毫秒数", column=column)


def stages(index, vocabulary, questions):
    """Milliseconds of each question by stage (dict of lists)."""
    times = {"理解": [], "排序": [], "把握": [], "全部": []}
    encoder = Encoder.of(index)
    for question in questions:
        asked = timed(times["理解"], understand, question, index, vocabulary)
        ranking = timed(times["排序"], rank, index, asked)
        if ranking.entries.any():
            timed(times["把握"], confidence, index, asked, ranking)
        timed(times["全部"], lambda text=question: complete(text, index, vocabulary))
        if encoder:
            timed(times.setdefault("句向量", []), encoder.scores, asked.text)
    if encoder:
        both = zip(times["全部"], times["句向量"], strict=True)
        times["全部＋句向量"] = [one + other for one, other in both]
    return times


def complete(text, index, vocabulary):
    """An answer with all that a page shows of it: reasons and lines are made when read."""
    found = answer(text, index, vocabulary, limit=10)
    return [body.why for body in found.bodies], [entry.snippet for entry in found.entries]


def timed(times, work, *arguments):
    """What some work returns; its milliseconds are added to ``times``."""
    begin = time.perf_counter()
    result = work(*arguments)
    times.append((time.perf_counter() - begin) * 1000)
    return result


def contained_times(questions):
    """Milliseconds of ``icontains`` over all texts in force, for some questions (list)."""
    models = [(model, texts_of(model)) for model in section_models()]
    times = []
    for question in questions[:: max(1, len(questions) // CONTAINED)]:
        timed(times, contained, models, question)
    return times


def contained(models, text):
    for model, names in models:
        anywhere = Q()
        for name in names:
            anywhere |= Q(**{f"{name}__icontains": text})
        list(model.objects.in_force().filter(anywhere).values_list("pk", flat=True).distinct())


def texts_of(model):
    """The names of all texts of an entry and of its rows, as lookups (list of str)."""
    return [
        prefix + one.name
        for prefix, owner in (("", model), (f"{model.rows_name}__", rows_of(model).related_model))
        for one in owner._meta.concrete_fields
        if isinstance(one, TextField)
    ]


def on_postgresql():
    """The rows of this module on a temporary PostgreSQL (list of dict); [] where that is in use."""
    if connection.vendor != "sqlite":
        return []
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "rows.json"
        bench = [sys.executable, "-m", "tools.bench", "--only", "search_speed", "--json", path]
        subprocess.run([sys.executable, WITH_POSTGRES, *bench], stdout=subprocess.PIPE, check=True)
        return [
            row for row in json.loads(path.read_text()) if row["name"].startswith("icontains（")
        ]
