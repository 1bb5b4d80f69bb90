"""Where a district has begun to review, a first list is put in force at once only for a reason."""

import pytest
from django.core.management import CommandError
from django.utils import timezone

from departments.models import Department, Edition
from departments.publishing.verification import faults
from portal.reviews.workflow import actions
from tests.portal.exchange.importing import everything, run
from tests.reviewing import NUMBER, Review

REASON = "防汛指挥部今日成立，清单须同日施行"


@pytest.fixture
def begun(db):
    """A district that has published by an act."""
    review = Review("shenji", "审计局")
    adjustment = review.approved()
    chosen = [(adjustment, adjustment.version)]
    actions.publish(review.publisher, chosen, timezone.localdate(), NUMBER)


def test_without_a_reason_nothing_is_published(begun, three_lists):
    with pytest.raises(CommandError, match="--emergency 写明理由"):
        run(three_lists, "--district", "430408", "--publish")
    assert not Edition.objects.published().exclude(department__slug="shenji").exists()


def test_without_publication_drafts_come_in_as_ever(begun, three_lists):
    run(three_lists, "--district", "430408")
    assert Department.objects.filter(editions__state="draft").distinct().count() == 3


def test_with_a_reason_first_lists_are_published_and_say_so(begun, three_lists):
    run(three_lists, "--district", "430408", "--publish", "--emergency", REASON)
    editions = Edition.objects.published().exclude(department__slug="shenji")
    assert editions.count() == 3
    for edition in editions:
        assert edition.proof.is_emergency
        assert edition.proof.content["emergency"][0]["reason"] == REASON
    assert list(faults()) == []


def test_a_reason_without_a_publication_says_that_it_has_no_effect(db, three_lists):
    before = everything()
    with pytest.raises(CommandError, match="--emergency 只与 --publish 一起用"):
        run(three_lists, "--district", "430408", "--emergency", REASON)
    assert everything() == before
