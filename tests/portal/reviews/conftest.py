from copy import deepcopy

import pytest

from tests.reviewing import Review


@pytest.fixture(scope="module")
def review_of_the_module(module_db):
    return Review()


@pytest.fixture
def review(review_of_the_module, db):
    """民政局 with its published list, its editor, the reviewers of a change, and a publisher.

    It is written once for a module; each test has it as if it were its own.
    """
    return deepcopy(review_of_the_module)
