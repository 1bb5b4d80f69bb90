"""A site that is being set up: one person makes the first accounts, and from the first act on no more."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from portal.accounts.audit import context
from portal.accounts.audit.commands import run
from portal.accounts.confirmations import setup
from portal.accounts.models import Change, User
from portal.reviews.models import Act, Kind, RouteStage
from portal.reviews.workflow import actions
from tests import cast
from tests.databases import execute
from tests.reviewing import NUMBER, Review
from tests.signing_in import PASSWORD, type_password


@pytest.fixture(autouse=True)
def two_people(settings, db):
    settings.SECOND_PERSON = True


def create_superuser(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    command = lambda: call_command(  # noqa: E731
        "createsuperuser", interactive=False, username="root", stdout=StringIO()
    )
    run("createsuperuser", [], command)
    return User.objects.get(username="root")


def test_the_first_administrator_sets_the_site_up_alone(monkeypatch):
    root = create_superuser(monkeypatch)
    assert not root.must_change_password
    with context.acting(root):
        RouteStage.objects.filter(kind=Kind.CHANGE).last().delete()
        review = Review()
    approved = review.approved()
    assert not Change.objects.exists()
    actions.publish(review.publisher, [(approved, approved.version)], timezone.localdate(), NUMBER)


def test_from_the_first_act_on_nobody_does(monkeypatch):
    root, review = create_superuser(monkeypatch), Review()
    approved = review.approved()
    actions.publish(review.publisher, [(approved, approved.version)], timezone.localdate(), NUMBER)
    with context.acting(root):
        RouteStage.objects.filter(kind=Kind.CHANGE).last().delete()
    assert [change.subject for change in Change.objects.waiting()] == ["route:change"]


def test_the_time_before_never_comes_again():
    review = Review()
    approved = review.approved()
    actions.publish(review.publisher, [(approved, approved.version)], timezone.localdate(), NUMBER)
    assert not setup.is_under_way()
    with pytest.raises(Exception, match="append-only"):
        execute(f"DELETE FROM {Act._meta.db_table}")


def test_an_account_made_in_that_time_changes_its_password_first(monkeypatch, client):
    root = create_superuser(monkeypatch)
    form = {"username": "shen", "display_name": "沈审查", "usable_password": "true"}
    form |= {"password1": PASSWORD, "password2": PASSWORD}
    assert cast.signed_in(root).post(reverse("admin:accounts_user_add"), form).status_code == 302
    type_password(client, "shen")
    assert client.get(reverse("reviews:queue")).url == reverse("account_change_password")
