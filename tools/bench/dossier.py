"""How long the server takes for the dossier of a long list, and for the queue of a full desk."""

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from departments.protection.triggers import maintenance
from departments.publishing.proofs import of_maintenance
from departments.publishing.publication import publish_edition
from portal.accounts.models import Membership, User
from portal.accounts.permissions import EDITORS, REVIEWERS
from portal.reviews.comments import actions as comments
from portal.reviews.models import Adjustment, Cause, Kind
from portal.reviews.workflow import actions
from tools.real_district import load_district

from .comparing import CHANGED, ENTRIES, milliseconds, shown, two_drafts
from .importing import empty_database
from .row import Row, at_most

#: Remarks on entries, and adjustments on the desk.
REMARKS, QUEUED = 20, 100


@override_settings(ALLOWED_HOSTS=["testserver"])
def rows():
    with empty_database():
        load_district()
        adjustment, editor, reviewer = submitted()
        address, desk = f"/review/{adjustment.pk}/", signed_in(reviewer)
        assert f"<b>{CHANGED}</b> 项" in desk.get(address).text
        whole = milliseconds(lambda: desk.get(address))
        compared = milliseconds(lambda: shown(adjustment.base, adjustment.draft))
        fill_the_desk(editor, adjustment.department)
        desk = signed_in(editor)
        queue = milliseconds(lambda: desk.get("/review/"))
    where = connection.vendor
    return [
        at_most(f"卷宗，{ENTRIES} 项、改动 {CHANGED} 项（{where}）", whole, "毫秒", 300),
        Row(f"其中只对比并显示（{where}）", compared, "毫秒"),
        at_most(f"卷宗相对只对比（{where}）", whole / compared, "倍", 4),
        Row(f"工作台，{QUEUED} 件申请（{where}）", queue, "毫秒"),
    ]


def submitted():
    """A long adjustment under review, with remarks; who drafted it and who reviews it."""
    old, new = two_drafts()
    department = old.department
    with maintenance("测量所需的版本", "性能测量") as record:
        publish_edition(old, timezone.localdate(), of_maintenance(record))
    editor = member("bench-editor", EDITORS, department=department)
    adjustment = actions.open_adjustment(editor, department, Kind.CHANGE, Cause.STATUTE, draft=new)
    actions.describe(editor, adjustment, adjustment.version, reasons="性能测量。", basis="无。")
    adjustment = Adjustment.objects.get(pk=adjustment.pk)
    actions.submit(editor, adjustment, adjustment.version)
    adjustment = Adjustment.objects.select_related("draft", "base").get(pk=adjustment.pk)
    reviewer = member("bench-reviewer", REVIEWERS, office=adjustment.open_stage().office)
    remark(reviewer, adjustment)
    return adjustment, editor, reviewer


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def member(username, group, **membership):
    user = User.objects.create(username=username)
    user.groups.add(Group.objects.get(name=group))
    Membership.objects.create(user=user, **membership)
    return user


def remark(user, adjustment):
    codes = adjustment.draft.duty_set.values_list("code", flat=True)[:REMARKS]
    for code in codes:
        comments.add(user, adjustment, "请核对这一条的表述。", "duties", code)


def fill_the_desk(editor, department):
    """More adjustments of a department, each with an empty draft."""
    for _ in range(QUEUED - 1):
        draft = department.editions.create()
        actions.open_adjustment(editor, department, Kind.CHANGE, Cause.STATUTE, draft=draft)
