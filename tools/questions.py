"""Questions with known answers, and how well a search answers them.

``tests/data/questions.json`` was written for this project, ``tests/data/gold/queries.json`` came
with it; docs/search.md tells by whom and when. One half of the former is for fitting, the other
half, like all of the latter, only for measuring.
"""

import json
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "tests/data"
OWN, GOLD = DATA / "questions.json", DATA / "gold/queries.json"


@dataclass(frozen=True)
class Question:
    """A question, its kind, who handles it and which lines of the document say so.

    ``departments`` are their places in the document, the first one most likely; empty if no list
    handles it. ``lines`` are empty where only the departments are known.
    """

    text: str
    kind: str
    departments: tuple[int, ...]
    lines: tuple[int, ...]

    @property
    def for_fitting(self):
        """Whether it belongs to the half that weights are fitted on."""
        return md5(self.text.encode(), usedforsecurity=False).digest()[-1] % 2 == 1


def load_questions(path):
    """The questions of a JSON file (list of Question)."""
    return [
        Question(row["q"], row["kind"], tuple(row["dept_order"]), tuple(row["lines"]))
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]


def for_fitting():
    """The questions that weights are fitted on (list)."""
    return [question for question in load_questions(OWN) if question.for_fitting]


def for_measuring():
    """The questions that no weight has seen (list)."""
    own = [question for question in load_questions(OWN) if not question.for_fitting]
    return own + load_questions(GOLD)


@dataclass
class Tally:
    """How often a search was right; shares of 1.

    ``first``: the first department is a right one; ``main``: it is the likeliest of the right ones;
    ``third``: a right one is among the first three; ``reciprocal``: mean of 1 / place of the first
    right one; ``record``: a right record is among the first five (of questions with known lines).
    """

    count: int = 0
    first: float = 0
    main: float = 0
    third: float = 0
    reciprocal: float = 0
    record: float = 0


def tally(questions, ask):
    """Measure a search: ``ask`` gives departments (by place) and EntryTexts, best first, for a text.

    Only questions that some list handles count (returns a Tally).
    """
    handled = [question for question in questions if question.departments]
    marks = [_marks(question, *ask(question.text)) for question in handled]
    columns = [[mark for mark in column if mark is not None] for column in zip(*marks, strict=True)]
    return Tally(len(handled), *(sum(column) / (len(column) or 1) for column in columns))


def _marks(question, departments, entries):
    right = set(question.departments)
    places = [place for place, one in enumerate(departments, 1) if one in right]
    return (
        departments[:1] != [] and departments[0] in right,
        departments[:1] == [question.departments[0]],
        bool(right & set(departments[:3])),
        1 / places[0] if places else 0,
        any(_holds(entry, question) for entry in entries[:5]) if question.lines else None,
    )


def _holds(entry, question):
    first, last = entry.source_lines
    return any(first <= line <= last for line in question.lines)
