"""Fit the weights of the search anew, and print what to put into ranking.py and confidence.py.

    python -m tools.fit_search

Only the questions kept for fitting are looked at. The confidence depends on the ranking: paste its
weights first, then run this again. docs/search.md tells when that is worth while.
"""

import os

import django
import numpy as np

from portal.search.engine.confidence import HANDLED, features
from portal.search.engine.ranking import (
    AGREEING,
    BODY_WEIGHTS,
    WEIGHTS,
    body_signals,
    rank,
    rank_at_once,
    scaled,
    signals,
    strengths,
)
from portal.search.language.understanding import understand

from .fitting import fitted_odds, fitted_shares
from .questions import for_fitting


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from .real_district import real_district  # noqa: PLC0415 (needs the apps)

    with real_district() as ready:
        pairs = [
            (question, understand(question.text, ready.index, ready.vocabulary))
            for question in for_fitting()
        ]
        print_weights(ranking_weights(ready.index, pairs) | confidence_weights(ready.index, pairs))


def print_weights(found):
    for name, weights in found.items():
        print(f"{name} = {{")
        for signal, weight in weights.items():
            print(f'    "{signal}": {weight:.2f},')
        print("}")


def ranking_weights(index, pairs):
    """WEIGHTS and BODY_WEIGHTS of the ranking from pairs of Question and Understanding (dict)."""
    # What is cited, and a body that alone is named, come first whatever the weights.
    asked = [(q, a) for q, a in pairs if q.departments and not a.citations and not a.only_names]
    tables = np.array([evidence(index, understanding) for _, understanding in asked])
    weights = fitted_shares(tables, np.array([right_bodies(index, q) for q, _ in asked]))
    entries, bodies = weights[: len(WEIGHTS)], weights[len(WEIGHTS) :]
    return {
        "WEIGHTS": dict(zip(WEIGHTS, entries, strict=True)),
        "BODY_WEIGHTS": dict(zip(BODY_WEIGHTS, bodies, strict=True)),
    }


def evidence(index, asked):
    """Every signal for every body, of the whole query and its clauses (array bodies x signals)."""
    shares = strengths([rank_at_once(index, clause) for clause in asked.clauses])
    whole = _evidence_at_once(index, asked)
    if not shares.any():
        return whole
    clauses = [_evidence_at_once(index, clause) for clause in asked.clauses]
    return AGREEING * (whole + sum(s * table for s, table in zip(shares, clauses, strict=True)))


def _evidence_at_once(index, asked):
    raw = signals(index, asked)
    of_entries = [index.best_entry(scaled(raw[name])) for name in WEIGHTS]
    of_bodies = body_signals(index, asked, rank_at_once(index, asked).entries).values()
    return np.array([*of_entries, *of_bodies]).T


def right_bodies(index, question):
    """Which bodies handle a question's matter (list of bool)."""
    return [body.order in question.departments for body in index.bodies]


def confidence_weights(index, pairs):
    """HANDLED and RIGHT of the confidence from pairs of Question and Understanding (dict)."""
    names, table, handled, right = list(HANDLED)[1:], [], [], []
    for question, asked in pairs:
        ranking = rank(index, asked)
        values, _ = features(index, asked, ranking)
        table.append([values[name] for name in names])
        handled.append(bool(question.departments))
        right.append(right_bodies(index, question)[int(ranking.bodies.argmax())])
    return {
        name: dict(zip(HANDLED, [bias, *weights], strict=True))
        for name, (bias, weights) in {
            "HANDLED": fitted_odds(np.array(table), np.array(handled)),
            "RIGHT": fitted_odds(np.array(table), np.array(right)),
        }.items()
    }


if __name__ == "__main__":
    main()
