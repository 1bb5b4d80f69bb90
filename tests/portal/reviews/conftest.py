from copy import deepcopy

import pytest

from portal.reviews.workflow import actions
from tests.factories import add_matter
from tests.reviewing import Review, fresh


@pytest.fixture(scope="module")
def review_of_the_module(module_db):
    return Review()


@pytest.fixture
def review(review_of_the_module, db):
    """民政局 with its published list, its editor, the reviewers of a change, and a publisher.

    It is written once for a module; each test has it as if it were its own.
    """
    return deepcopy(review_of_the_module)


@pytest.fixture
def neighbour(db):
    """卫生局, with all that belongs to it."""
    return Review("weisheng", "卫生局")


@pytest.fixture
def sided(review, neighbour):
    """A submitted adjustment of 民政局 that says something new of 卫生局."""
    opened = review.opened()
    with actions.editing(review.editor, opened) as current:
        parties = [{"name": "区卫生局", "responsibility": "负责医养结合。"}]
        add_matter(current.draft, "社会养老服务", parties, position=50)
    opened = fresh(opened)
    actions.submit(review.editor, opened, opened.version)
    return fresh(opened)


@pytest.fixture
def two_sided(review, sided):
    """The same with all stages passed, while 卫生局 has not confirmed it."""
    for judge in review.judges:
        actions.approve(judge, sided, sided.version)
        sided = fresh(sided)
    return sided
