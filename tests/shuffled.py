"""A plugin of pytest (``-p tests.shuffled --shuffle SEED``) that takes the tests in another order.

Modules stay whole, for what they share. Tests with real transactions still come last, as
pytest-django has them: the flush after each takes along what migrations wrote.
"""

from itertools import groupby
from random import Random

import pytest


def pytest_addoption(parser):
    parser.addoption("--shuffle", type=int, default=0, help="which order (a number)")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    """Before any plugin sorts them, so that its sorting still holds."""
    random = Random(config.option.shuffle)
    modules = [list(tests) for _, tests in groupby(items, key=lambda item: item.path)]
    random.shuffle(modules)
    for tests in modules:
        random.shuffle(tests)
    items[:] = [test for tests in modules for test in tests]
    return (yield)
