"""How well the search finds who handles a matter, by kind of question and by what it uses."""

from collections import Counter

import numpy as np

from portal.search.engine.answer import answer
from portal.search.engine.ranking import WEIGHTS, rank, scaled, signals
from portal.search.language.filler import without_filler
from portal.search.language.text import fold
from portal.search.language.understanding import Understanding, understand
from tools.questions import GOLD, OWN, for_measuring, load_questions, tally
from tools.real_district import real_district

from .encoder import Encoder
from .row import Row, at_least

#: What the figures of a Tally are called, and what each should be.
FIGURES = {
    "first": ("首位正确", 0.92),
    "third": ("前三含正确", 0.98),
    "reciprocal": ("平均倒数排名", None),
    "record": ("前五条目含正确", 0.92),
    "main": ("首位为第一责任部门", None),
}
ENOUGH_NOT_CLEAR = 5 / 6


def rows():
    with real_district() as ready:
        ways = ways_to_ask(ready.index, ready.vocabulary)
        sets = question_sets()
        for figure, (title, _) in FIGURES.items():
            yield from matrix(figure, title, sets, ways)
        yield from against_targets(sets, ways["全部"])
        yield not_clear(ready.index, ready.vocabulary)


def question_sets():
    """What no weight was fitted on, in sets and by kind (dict of name to questions)."""
    unseen = for_measuring()
    sets = {"自编（留作测量的一半）": [q for q in load_questions(OWN) if not q.for_fitting]}
    sets["随项目的 40 问"] = load_questions(GOLD)
    kinds = sorted({question.kind for question in unseen if question.departments})
    return sets | {f"· {kind}": [q for q in unseen if q.kind == kind] for kind in kinds}


def matrix(figure, title, sets, ways):
    """One figure of every set by every way to ask (yields Rows)."""
    for name, questions in sets.items():
        for way, ask in ways.items():
            value = getattr(tally(questions, ask), figure)
            yield Row(name, value, "", matrix=title, column=way)


def against_targets(sets, ask):
    for name, questions in list(sets.items())[:2]:
        found = tally(questions, ask)
        for figure, (title, target) in FIGURES.items():
            if target:
                yield at_least(f"{title}：{name}", getattr(found, figure), "", target)
    for kind, target in {"statute": 1.0, "pinyin": 0.9, "typo": 0.9}.items():
        value = tally(sets[f"· {kind}"], ask).first
        yield at_least(f"首位正确：{kind}", value, "", target)


def not_clear(index, vocabulary):
    """How many of the questions that no list handles are not answered as if it were clear."""
    nobodys = [question for question in for_measuring() if not question.departments]
    verdicts = Counter(answer(question.text, index, vocabulary).verdict for question in nobodys)
    share = 1 - verdicts["clear"] / len(nobodys)
    return at_least("没有部门管的事未答成“确定”", share, "", round(ENOUGH_NOT_CLEAR, 3))


def ways_to_ask(index, vocabulary):
    """The search with more and more of what it uses (dict of name to function of a text)."""
    ways = {
        "icontains": lambda text: contained(index, text),
        "BM25": lambda text: by_signals(index, plainly(text), ["meaning"]),
        "＋俗称": lambda text: by_signals(index, plainly(text, vocabulary), ["meaning"]),
        "＋问法": lambda text: by_signals(
            index, plainly(text, vocabulary), ["meaning", "phrases", "both"]
        ),
        "全部": lambda text: fully(index, vocabulary, text),
    }
    if encoder := Encoder.of(index):
        ways["＋句向量"] = lambda text: with_encoder(index, vocabulary, encoder, text)
    return ways


def contained(index, text):
    """Entries that hold the whole text, as ``icontains`` finds them; who has most comes first."""
    wanted = text.strip().lower()
    found = [e for e in index.entries if wanted in f"{e.title}\n{e.text}".lower()]
    order = {body.slug: body.order for body in index.bodies}
    bodies = Counter(entry.department for entry in found)
    return [order[slug] for slug, _ in bodies.most_common()], found


def plainly(text, vocabulary=None):
    """A text without filler and, given a vocabulary, with what its words mean; nothing else."""
    matter = without_filler(fold(text))
    meanings = vocabulary.meanings(matter) if vocabulary else ()
    return Understanding(text, matter, tuple(meanings))


def by_signals(index, asked, names):
    raw = signals(index, asked)
    weighted = [WEIGHTS[name] * scaled(raw[name]) for name in names]
    return ordered(index, sum(weighted), sum(index.best_entry(scores) for scores in weighted))


def fully(index, vocabulary, text):
    found = answer(text, index, vocabulary)
    return [one.body.order for one in found.bodies], [one.entry for one in found.entries]


def with_encoder(index, vocabulary, encoder, text):
    asked = understand(text, index, vocabulary)
    ranking, alike = rank(index, asked), encoder.scores(asked.text)
    return ordered(index, ranking.entries + alike, ranking.bodies + index.best_entry(alike))


def ordered(index, entries, bodies):
    """Orders of bodies and EntryTexts by scores, best first; nothing for what scores nothing."""
    best = np.argsort(-entries, kind="stable")[:5]
    places = np.argsort(-bodies, kind="stable")
    return (
        [index.bodies[place].order for place in places if bodies[place] > 0],
        [index.entries[place] for place in best if entries[place] > 0],
    )
