import pytest
from django.utils import timezone

from portal.accounts.models import Membership
from portal.reviews.workflow import actions
from tests import cast
from tests.reviewing import NUMBER, Review


@pytest.fixture
def review(db):
    """民政局 with its editor, two judges and a publisher, who published something together."""
    review = Review()
    approved = review.approved()
    actions.publish(review.publisher, [(approved, approved.version)], timezone.localdate(), NUMBER)
    return review


@pytest.fixture
def manager(review):
    return cast.make_manager("guan", "管理员甲")


@pytest.fixture
def second(review):
    """Another administrator."""
    return cast.make_manager("li", "管理员乙")


@pytest.fixture
def head(review):
    """The first judge, who is the head of the office."""
    Membership.objects.filter(user=review.judges[0]).update(is_head=True)
    return review.judges[0]


@pytest.fixture
def two_people(settings, review):
    """From here on a second person is wanted: ask for it after those who are there before."""
    settings.SECOND_PERSON = True
