"""How long it takes to compare two editions, and a long text, against ``difflib``."""

import random
import time
from difflib import SequenceMatcher
from statistics import median

from django.db import connection
from django.template.loader import render_to_string

from departments.comparison import compare, compare_texts, summaries
from departments.comparison.contents import load_contents
from departments.models import Department, Edition, rows_of, section_models
from departments.texts.columns import fields_of
from tools.real_district import load_district

from .importing import empty_database
from .row import Row, at_most

ENTRIES, CHANGED, ROUNDS = 150, 40, 7
#: The characters of a long regime, and how often each so many of them one is changed.
LONG, EVERY = 10_000, 60


def rows():
    with empty_database():
        load_district()
        old, new = two_drafts()
        assert compare(old, new).counts["changed"] == CHANGED
        compared = milliseconds(lambda: shown(old, new))
        counted = milliseconds(lambda: summaries([(old, new)] * 5))
    half, whole = (long_pair(size) for size in (LONG // 2, LONG))
    once, twice = (
        milliseconds(lambda pair=pair: compare_texts(*pair).segments) for pair in (half, whole)
    )
    theirs = milliseconds(lambda: character_marks(*whole), rounds=1)
    where = connection.vendor
    return [
        at_most(f"对比并显示 {ENTRIES} 项、改动 {CHANGED} 项（{where}）", compared, "毫秒", 300),
        Row(f"只数五对版本的改动（{where}）", counted, "毫秒"),
        Row(f"{LONG} 字、处处改动的一篇", twice, "毫秒"),
        Row("difflib 对比同一篇", theirs, "毫秒"),
        at_most("一篇相对 difflib", twice / theirs, "倍", 0.2),
        at_most("一篇相对半篇", twice / once, "倍", 4),
    ]


def shown(old, new):
    """What a page does: compare and render."""
    return render_to_string("departments/_comparison.html", {"comparison": compare(old, new)})


def two_drafts():
    """Two drafts of real entries, of which the second has some changed in one place each."""
    department = Department.objects.first()
    contents = load_contents(Edition.objects.in_force()).values()
    found = [
        (model, wording)
        for model in section_models()
        for one in contents
        for wording in one.entries[model.section_key].values()
    ]
    mixed = random.Random(1)
    picked = [found[n] for n in sorted(mixed.sample(range(len(found)), ENTRIES))]
    changed = set(mixed.sample(range(ENTRIES), CHANGED))
    drafts = [Edition.objects.create(department=department) for _ in range(2)]
    for number, (model, wording) in enumerate(picked, start=1):
        for draft, is_new in zip(drafts, (False, True), strict=True):
            write(draft, model, number, wording, is_new and number - 1 in changed)
    return drafts


def write(draft, model, number, wording, changed):
    """Write an entry with its rows; if changed, with one text made longer and one figure other."""
    texts = [list(one) for one in (wording.texts, *(row.texts for row in wording.rows))]
    if changed:
        longest = max(texts, key=lambda one: len("".join(one)))
        place = max(range(len(longest)), key=lambda n: len(longest[n]))
        longest[place] = amended(longest[place])
    code = f"{model.code_prefix}-{number:04d}"
    entry = model.objects.create(
        edition=draft, position=number, code=code, **named(model, texts[0])
    )
    relation = rows_of(model)
    kind, link = relation.related_model, relation.field.name
    kind.objects.bulk_create(
        kind(**{link: entry, "position": place}, **named(kind, row))
        for place, row in enumerate(texts[1:], start=1)
    )


def named(model, texts):
    return dict(zip(fields_of(model), texts, strict=True))


def amended(text):
    middle = len(text) // 2
    return f"{text[:middle]}，并在7个工作日内公布结果{text[middle + 3 :]}"


def character_marks(old, new):
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def long_pair(size):
    """A long text and the same with changes all over, so that no clause is left as it was."""
    mixed = random.Random(size)
    old = "".join(chr(0x4E00 + mixed.randrange(600)) for _ in range(size))
    new = list(old)
    for place in range(0, size, EVERY):
        new[place] = "改"
    return old, "".join(new)


def milliseconds(work, rounds=ROUNDS):
    """The median of some rounds."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return median(times)
