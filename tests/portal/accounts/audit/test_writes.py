"""Whatever somebody writes in the admin is in the log, with what was there before and after."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import Error

from boundaries.models import Side
from departments.models import Department, DepartmentName
from departments.publishing import holds
from duties.models import Duty, WorkItem
from portal.accounts.audit import chain, context, log
from portal.accounts.audit.commands import run
from portal.accounts.audit.log import Kind
from portal.accounts.audit.models import Event
from portal.accounts.audit.watched import (
    BY_COMMANDS_TOO,
    MEMBERS,
    NOTED_ELSEWHERE,
    SECRET,
    UNTOLD,
    watched,
)
from portal.accounts.models import Membership, Office, User
from portal.accounts.permissions import EDITORS, REVIEWERS
from portal.search.models import VocabularyWord
from tests import cast
from tests.admin import as_sent, delete, delete_many, model_admins, new_rows, page
from tests.boundaries.factories import make_subject
from tests.factories import add_duty, make_department, make_draft

pytestmark = pytest.mark.django_db


def written():
    """The events that note writes, the earliest first."""
    return list(Event.objects.filter(kind=Kind.WRITE).order_by("pk"))


def only_write():
    (event,) = written()
    return event


def change(client, record, **fields):
    """Save the form of a record with some fields changed."""
    address = page(type(record), "change", record.pk)
    response = client.post(address, as_sent(client.get(address), **fields))
    assert response.status_code == 302, response.context["errors"]


def registered_models():
    """The models that somebody may write in the admin, with those of inlines (set of labels)."""
    inlines = {inline.model for one in model_admins().values() for inline in (one.inlines or ())}
    return {model._meta.label_lower for model in {*model_admins(), *inlines}}


def test_every_model_of_the_admin_is_watched_or_noted_elsewhere():
    assert registered_models() <= {*watched(), *NOTED_ELSEWHERE}


def test_what_is_said_of_models_is_said_of_models_that_there_are():
    for label in {*watched(), *NOTED_ELSEWHERE, *MEMBERS}:
        assert apps.get_model(label)
    assert watched() >= BY_COMMANDS_TOO
    for named in (SECRET, UNTOLD):
        assert set(named) <= watched()
        assert all(
            apps.get_model(label)._meta.get_field(name) for label in named for name in named[label]
        )


def test_a_change_is_noted_with_what_changed_alone(administrator):
    department = make_department()
    change(administrator, department, phone="0734-8888888")
    event = only_write()
    assert event.text == "修改部门"
    assert event.subject == f"departments.department:{department.pk}"
    assert (event.before, event.after) == ({"phone": ""}, {"phone": "0734-8888888"})
    assert (event.user_name, event.address) == ("高管理", "127.0.0.1")
    assert list(chain.faults()) == []


def test_a_form_saved_unchanged_is_not_noted(administrator):
    change(administrator, make_department())
    assert written() == []


def test_a_new_record_and_its_rows_are_noted(administrator):
    district = make_department("other", "别局").district
    form = as_sent(administrator.get(page(Department, "add"))) | {
        "district": district.pk,
        "order": 8,
        "name": "衡阳市蒸湘区民政局",
        "short_name": "民政局",
        "slug": "minzheng",
    }
    row = {"kind": "signboard", "name": "老龄办", "position": 0}
    administrator.post(page(Department, "add"), new_rows(form, "names", row))
    department, name = written()
    assert (department.text, department.before) == ("新增部门", None)
    assert department.after["district"] == f"衡阳市蒸湘区（{district.pk}）"
    assert department.after["slug"] == "minzheng"
    assert (name.text, name.after["name"]) == ("新增部门名称", "老龄办")


def test_a_row_that_is_changed_or_taken_out_is_noted(administrator):
    department = make_department(signboards=["老龄办", "双拥办"])
    fields = {"names-0-name": "老龄工作办公室", "names-1-DELETE": "on"}
    change(administrator, department, **fields)
    changed, deleted = sorted(written(), key=lambda event: event.text)
    assert (changed.text, changed.before, changed.after) == (
        "修改部门名称",
        {"name": "老龄办"},
        {"name": "老龄工作办公室"},
    )
    assert (deleted.text, deleted.after) == ("删除部门名称", None)
    assert deleted.before["name"] == "双拥办"


def test_what_goes_with_a_deleted_record_is_noted(administrator):
    department = make_department(signboards=["老龄办"])
    delete(administrator, department)
    assert {event.text for event in written()} == {"删除部门", "删除部门名称"}
    assert not DepartmentName.objects.exists()


def test_records_deleted_together_are_noted_one_by_one(administrator):
    words = [VocabularyWord.objects.create(word=word, term="低保") for word in ("甲", "乙")]
    delete_many(administrator, *words)
    assert sorted(event.before["word"] for event in written()) == ["乙", "甲"]


def test_what_an_action_of_the_admin_decides_is_noted(administrator):
    departments = make_department("a", "甲局"), make_department("b", "乙局")
    subject = make_subject(*((one, "B-0001") for one in departments))
    Side.objects.update(state=Side.State.CANDIDATE, decided_at=None)
    sides = [side.pk for side in subject.sides.all()]
    chosen = {"action": "confirm", "_selected_action": sides}
    administrator.post(page(Side, "changelist"), chosen)
    assert [event.after["state"] for event in written()] == ["confirmed", "confirmed"]


def test_texts_of_a_draft_are_noted(administrator):
    draft = make_draft()
    duty = add_duty(draft, "负责低保", items=["核查"])
    change(administrator, duty, **{"text": "负责城乡低保", "items-0-text": "年度核查"})
    texts = {event.text: (event.before, event.after) for event in written()}
    assert texts == {
        f"修改{Duty._meta.verbose_name}": ({"text": "负责低保"}, {"text": "负责城乡低保"}),
        f"修改{WorkItem._meta.verbose_name}": ({"text": "核查"}, {"text": "年度核查"}),
    }


def test_a_draft_that_somebody_holds_is_for_them_to_note(monkeypatch):
    draft = make_draft()
    duty = add_duty(draft, "负责低保")
    monkeypatch.setattr(holds, "_holds", [lambda edition: "在调整申请中编辑。"])
    with context.acting(cast.make_administrator()):
        duty.text = "负责城乡低保"
        duty.save()
        Department.objects.get().save()
        duty.delete()
    assert written() == []


def test_a_visitor_or_a_test_writes_without_being_noted():
    make_department()
    with context.acting(None):
        Department.objects.get().delete()
    assert written() == []


def test_who_belongs_to_a_group_is_noted():
    user = cast.make_stranger()
    editors, reviewers = (Group.objects.get(name=name) for name in (EDITORS, REVIEWERS))
    with context.acting(cast.make_administrator()):
        user.groups.set([editors])
        user.groups.set([editors])
        user.groups.add(reviewers)
        user.groups.clear()
        editors.user_set.add(user)
    told = [(event.subject_name, event.before, event.after) for event in written()]
    name = str(Group._meta.verbose_name)
    assert told == [
        ("莫相干", {name: []}, {name: ["编辑"]}),
        ("莫相干", {name: ["编辑"]}, {name: ["审查", "编辑"]}),
        ("莫相干", {name: ["审查", "编辑"]}, {name: []}),
        ("编辑", {"用户": []}, {"用户": ["莫相干"]}),
    ]


def test_what_a_group_may_is_noted():
    group = Group.objects.create(name="新组")
    with context.acting(cast.make_administrator()):
        group.permissions.add(Permission.objects.get(codename="read_audit"))
    event = only_write()
    assert event.text == f"修改{Group._meta.verbose_name}的{Permission._meta.verbose_name}"
    assert len(next(iter(event.after.values()))) == 1


def test_an_appointment_is_noted_with_names():
    office = Office.objects.create(name="某办")
    user = cast.make_stranger()
    with context.acting(cast.make_administrator()):
        Membership.objects.create(user=user, office=office)
    assert only_write().after == {
        "user": f"莫相干（{user.pk}）",
        "department": None,
        "office": f"某办（{office.pk}）",
        "is_head": False,
    }


def test_a_password_never_reaches_the_log(site_passwords):
    user = cast.make_stranger()
    with context.acting(cast.make_administrator()):
        user.set_password("geheim geheim")
        user.save()
        User.objects.create_user("neu", password="geheim geheim")
    changed, added = written()
    assert (changed.before, changed.after) == ({"password": "（不记录）"}, {"password": "已更改"})
    assert added.after["password"] == "已更改"
    stored = str(list(Event.objects.values()))
    assert not [secret for secret in ("geheim", "argon2", user.password) if secret in stored]


def test_a_write_that_cannot_be_noted_is_not_done(administrator, transactional_db, monkeypatch):
    def broken(event):
        raise Error("disk full")

    department = make_department()
    monkeypatch.setattr(chain, "digest_of", broken)
    with pytest.raises(Error):
        change(administrator, department, phone="0734-8888888")
    department.refresh_from_db()
    assert department.phone == ""


def test_of_a_command_accounts_are_noted_with_who_ran_it_and_the_command_itself():
    def appoint():
        make_department()
        cast.make_stranger()

    run("createsuperuser", ["--username", "mo"], appoint)
    account, command = Event.objects.order_by("pk")
    assert (account.kind, account.text) == (Kind.WRITE, "新增用户")
    assert (command.kind, command.text) == (Kind.COMMAND, "createsuperuser --username mo")
    assert account.user_name == command.user_name
    assert command.user_name.endswith("（命令行）")
    assert context.current() == context.NOBODY


def test_a_command_that_only_reads_is_not_noted():
    assert run("verify_audit", [], lambda: 7) == 7
    assert not Event.objects.exists()


def test_what_a_change_costs(django_assert_num_queries):
    department = make_department(signboards=["老龄办"])
    name = department.names.get()
    name.name = "双拥办"
    log.note(Kind.SIGN_IN)
    with context.acting(cast.make_administrator()), django_assert_num_queries(6):
        name.save()  # what it was, the write, what it is, and three of the log
