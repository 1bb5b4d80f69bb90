"""An office of three, in production and without mail: all in one day, and nobody waits for anybody.

边 edits and administers; 卞 reviews for 编办; 司 reviews for 司法局 and publishes what others wrote and
judged. An addition is judged by both offices, so that there the office lets who judged publish.
"""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from departments.models import Edition
from departments.publishing.verification import faults
from portal.accounts.models import Change, Membership, Office, User
from portal.accounts.permissions import EDITORS, PUBLISHERS, REVIEWERS
from portal.reviews.authority.second_person import confirmations_touching, emergencies_touching
from portal.reviews.models import Cause, Kind, RouteSettings, RouteStage
from portal.reviews.refusals import NotAllowed
from portal.reviews.workflow import actions
from tests.admin import as_sent, new_rows, page
from tests.factories import make_department, make_edition
from tests.reviewing import NUMBER, SAID, add_another_duty, fresh, reword_a_duty
from tests.signing_in import totp, type_code, type_password

FIRST, OWN = "a-first-pass-phrase", "my-own-pass-phrase"
LIST_OFFICE, LEGAL_OFFICE = "编办", "司法局"


class Person:
    """Somebody at their own computer."""

    def __init__(self, username):
        self.username, self.client = username, Client()

    @property
    def user(self):
        return User.objects.get(username=self.username)

    def sign_in(self, password):
        return type_password(self.client, self.username, password)

    def sign_in_with_a_code(self, password, steps=0):
        self.sign_in(password)
        type_code(self.client, totp(self.secret, steps))

    def begin(self, given, own):
        """Sign in with a password that somebody gave, change it, and set up the second factor."""
        self.sign_in(given)
        assert self.opens("reviews:queue") == reverse("account_change_password")
        form = {"oldpassword": given, "password1": own, "password2": own}
        self.client.post(reverse("account_change_password"), form)
        self.set_up_second_factor()

    def set_up_second_factor(self):
        assert self.opens("reviews:queue") == reverse("mfa_activate_totp")
        form = self.client.get(reverse("mfa_activate_totp")).context["form"]
        self.secret = form.secret
        self.client.post(reverse("mfa_activate_totp"), {"code": totp(self.secret)})
        assert self.opens("reviews:queue") is None

    def opens(self, name):
        """Where a page leads instead of opening (None if it opens)."""
        answer = self.client.get(reverse(name))
        return answer.url if answer.status_code == 302 else None

    def confirm(self, other):
        """Confirm all that waits of somebody, on the page of changes."""
        subject = f"user:{other.user.pk}"
        card = next(
            card
            for card in self.client.get(reverse("account_changes")).context["cards"]
            if card.subject == subject
        )
        form = {"subject": subject, "seen": card.seen, "answer": "confirm"}
        return self.client.post(reverse("account_changes_answer"), form, follow=True)


@pytest.fixture(autouse=True)
def production(settings):
    """As a production site has it, with nobody who has a mail address."""
    settings.PRODUCTION = settings.SECOND_PERSON = True
    settings.MFA_REQUIRED = ["reviewers", "publishers", "administrators"]


@pytest.fixture
def office(db):
    """The site as it is installed: the lists are there, and the first administrator."""
    department = make_department()
    make_edition(department)
    administrator = Person("bian")
    User.objects.create_superuser("bian", password=OWN, display_name="边编辑")
    administrator.sign_in(OWN)
    administrator.set_up_second_factor()
    people = administrator, Person("shen"), Person("lu")
    set_up_routes()
    appoint(administrator, "bian", [EDITORS], department=department)
    appoint(administrator, "shen", [REVIEWERS], office=Office.objects.get(name=LIST_OFFICE))
    legal = Office.objects.get(name=LEGAL_OFFICE)
    appoint(administrator, "lu", [REVIEWERS, PUBLISHERS], office=legal)
    for person in people[1:]:
        person.begin(FIRST, OWN)
    return people


def set_up_routes():
    """As the office sets them up before its first publication."""
    first, second = (Office.objects.create(name=name) for name in (LIST_OFFICE, LEGAL_OFFICE))
    RouteStage.objects.filter(kind__in=[Kind.CHANGE, Kind.ADD]).delete()
    for kind, offices in {Kind.CHANGE: [first], Kind.ADD: [first, second]}.items():
        for position, office in enumerate(offices, start=1):
            RouteStage.objects.create(kind=kind, position=position, name="审查", office=office)
    RouteSettings.objects.filter(kind=Kind.ADD).update(separate_publisher=False)


def appoint(administrator, username, roles, **membership):
    """Give somebody an account with roles and a membership, on the pages of the admin."""
    client = administrator.client
    if not User.objects.filter(username=username).exists():
        form = {"username": username, "usable_password": "true"}
        client.post(page(User, "add"), form | {"password1": FIRST, "password2": FIRST})
    user = User.objects.get(username=username)
    address = page(User, "change", user.pk)
    row = {name: one.pk for name, one in membership.items()}
    form = new_rows(as_sent(client.get(address)), "memberships", row)
    form["groups"] = list(Group.objects.filter(name__in=roles).values_list("pk", flat=True))
    assert client.post(address, form).status_code == 302
    assert Membership.objects.filter(user=user).exists()


def submit(editor, kind, change):
    department = editor.memberships.get().department
    adjustment = actions.open_adjustment(editor, department, kind, Cause.STATUTE)
    with actions.editing(editor, adjustment) as current:
        change(current.draft)
    now = fresh(adjustment)
    actions.describe(editor, now, now.version, **SAID)
    return submit_anew(editor, adjustment)


def submit_anew(editor, adjustment):
    now = fresh(adjustment)
    actions.submit(editor, now, now.version)
    return fresh(adjustment)


def approve(person, adjustment):
    now = fresh(adjustment)
    actions.approve(person.user, now, now.version)


def publish(person, adjustment):
    now = fresh(adjustment)
    actions.publish(person.user, [(now, now.version)], timezone.localdate(), NUMBER)


def in_force():
    return Edition.objects.in_force().get()


def test_a_day_of_the_office(office):
    editor, list_office, legal_office = office

    change = submit(editor.user, Kind.CHANGE, reword_a_duty)
    approve(list_office, change)
    publish(legal_office, change)
    assert in_force().number == 2

    addition = submit(editor.user, Kind.ADD, add_another_duty)
    actions.recall(editor.user, addition, addition.version, "依据写漏了一条。")
    now = fresh(addition)
    actions.describe(editor.user, now, now.version, basis="某办法第三条、第四条")
    addition = submit_anew(editor.user, addition)
    forget_password(editor, list_office)
    with pytest.raises(NotAllowed, match="请lu在“待确认的变更”中确认"):
        approve(list_office, addition)
    assert "已确认" in legal_office.confirm(list_office).text
    approve(list_office, addition)
    approve(legal_office, addition)
    publish(legal_office, addition)
    assert in_force().number == 3

    confirmed = confirmations_touching(addition, legal_office.user)
    assert {(one["what"], one["confirmed_by"]) for one in confirmed} == {("shen：密码", "lu")}
    assert emergencies_touching(addition, legal_office.user) == []
    proof = in_force().proof.content
    assert proof["settings"] == {"separate_publisher": False, "separate_judges": True}
    assert proof["confirmations"] == confirmed
    assert list(faults()) == []
    assert not Change.objects.waiting().exists()
    assert mail.outbox == []


def forget_password(administrator, person):
    """The administrator gives a new password by word of mouth; its owner changes it at once."""
    form = {"password1": FIRST, "password2": FIRST, "usable_password": "true"}
    address = reverse("admin:auth_user_password_change", args=[person.user.pk])
    assert administrator.client.post(address, form).status_code == 302
    assert person.opens("reviews:queue").startswith(reverse("account_login"))
    person.sign_in_with_a_code(FIRST, steps=1)
    form = {"oldpassword": FIRST, "password1": OWN, "password2": OWN}
    person.client.post(reverse("account_change_password"), form)
    assert person.opens("reviews:queue") is None


def test_the_publisher_too_may_forget_a_password(office):
    editor, list_office, legal_office = office
    publish_something(office)
    forget_password(editor, legal_office)
    change = submit(editor.user, Kind.CHANGE, reword_a_duty)
    approve(list_office, change)
    with pytest.raises(NotAllowed, match="请shen在“待确认的变更”中确认"):
        publish(legal_office, change)
    list_office.confirm(legal_office)
    publish(legal_office, change)


def publish_something(office):
    editor, list_office, legal_office = office
    change = submit(editor.user, Kind.CHANGE, reword_a_duty)
    approve(list_office, change)
    publish(legal_office, change)


def test_the_administrator_alone_gets_nowhere(office):
    """She who edits and administers makes herself accounts of the others' kind."""
    editor, *_ = office
    publish_something(office)
    appoint(editor, "puppet", [REVIEWERS, PUBLISHERS], office=Office.objects.get(name=LIST_OFFICE))
    puppet = Person("puppet")
    puppet.begin(FIRST, OWN)
    change = submit(editor.user, Kind.CHANGE, reword_a_duty)
    with pytest.raises(NotAllowed, match="确认"):
        approve(puppet, change)
    answer = editor.confirm(puppet)
    assert "已确认" not in answer.text.partition("以前的变更")[0]
    with pytest.raises(NotAllowed, match="确认"):
        approve(puppet, change)
