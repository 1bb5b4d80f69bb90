"""``make_demo`` fills a site of its own with people and adjustments in three states."""

import re

import pytest
from django.core.management import CommandError, call_command

from departments.models import Department
from portal.accounts.models import User
from portal.accounts.permissions import GROUPS
from portal.reviews.demonstration.people import PEOPLE
from portal.reviews.models import Adjustment, Cause, Kind, Opinion, State
from portal.reviews.workflow import actions
from tests import cast
from tests.factories import make_edition


@pytest.fixture
def real_lists(shipped, db):
    """The district as it is shipped."""


def make_demo(capsys):
    call_command("make_demo")
    return capsys.readouterr().out


def password_in(output):
    return re.search(r"密码：(\S+)", output)[1]


def test_three_adjustments_wait_in_three_states(real_lists, capsys):
    output = make_demo(capsys)
    states = dict(Adjustment.objects.values_list("department__slug", "state"))
    assert states == {
        "minzheng": State.SUBMITTED,
        "anquanshengchanjianduguanli": State.RETURNED,
        "weisheng": State.APPROVED,
    }
    for person in PEOPLE:
        assert person.username in output
        assert User.objects.get(username=person.username).check_password(password_in(output))


def test_the_one_under_review_lacks_one_confirmation(real_lists, capsys):
    make_demo(capsys)
    opinions = Opinion.objects.filter(adjustment__department__slug="minzheng")
    answers = dict(opinions.values_list("department__slug", "answer"))
    assert answers == {"caizheng": Opinion.Answer.AGREE, "shenji": ""}


def test_a_second_run_renews_the_password_and_nothing_else(real_lists, capsys):
    first = password_in(make_demo(capsys))
    before = list(Adjustment.objects.values())
    second = password_in(make_demo(capsys))
    assert first != second
    assert list(Adjustment.objects.values()) == before
    assert User.objects.get(username="minzheng").check_password(second)


def test_it_starts_again_after_real_work_was_done_in_it(real_lists, capsys):
    make_demo(capsys)
    department = Department.objects.get(slug="jingjimaoyi")
    newcomer = cast.make_editor(department, username="jingmao")
    actions.open_adjustment(newcomer, department, Kind.CHANGE, Cause.OTHER)
    User.objects.filter(username="gongbu").update(display_name="改过名的公布人")
    before = list(Adjustment.objects.values())
    password = password_in(make_demo(capsys))
    assert User.objects.get(username="gongbu").check_password(password)
    assert list(Adjustment.objects.values()) == before
    assert User.objects.get(username="jingmao").password == newcomer.password


def test_there_is_an_account_for_every_role(real_lists, capsys):
    make_demo(capsys)
    of_the_demonstration = User.objects.filter(username__in=[one.username for one in PEOPLE])
    assert set(of_the_demonstration.values_list("groups__name", flat=True)) == set(GROUPS)


def test_a_site_at_work_is_left_alone(db):
    edition = make_edition()
    editor = cast.make_editor(edition.department)
    actions.open_adjustment(editor, edition.department, Kind.CHANGE, Cause.OTHER)
    with pytest.raises(CommandError, match="真实的调整申请"):
        call_command("make_demo")
    assert User.objects.count() == 1


def test_a_production_site_is_left_alone(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="正式网站"):
        call_command("make_demo")


def test_a_persons_account_is_not_taken(real_lists):
    User.objects.create(username="fazhiban", display_name="张三")
    with pytest.raises(CommandError, match="fazhiban"):
        call_command("make_demo")


def test_without_lists_there_is_nothing_to_show(db):
    with pytest.raises(CommandError, match="prepare_site"):
        call_command("make_demo")
