"""The checks of an adjustment, each a sentence for whoever judges it.

A check takes Facts and returns a Check. None of them decides anything: what must not happen is
refused by the actions.
"""

from . import application, contents, voices
from .check import WORDS

CHECKS = (
    application.application,
    application.statutes,
    application.sealed,
    application.latest,
    application.origin,
    application.clashes,
    voices.confirmed,
    voices.consulted,
    voices.talked,
    contents.amended,
    contents.kind,
    contents.parties,
    contents.texts,
    contents.duplicates,
    application.rivals,
)


def run(facts):
    """All checks, what needs attention first (list of Check)."""
    found = [check(facts) for check in CHECKS]
    return sorted(found, key=lambda one: list(WORDS).index(one.state))
