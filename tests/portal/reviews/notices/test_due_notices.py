"""Deadlines: near, past, and again each week; run twice or by two at once, told and mailed once."""

from contextlib import suppress
from datetime import date, timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.accounts.models import User
from portal.reviews.deadlines import Calendar
from portal.reviews.models import Notice, Opinion, Stage
from portal.reviews.notices.reminders import remind
from portal.reviews.workflow import actions
from tests import cast, smtp
from tests.databases import with_many_writers
from tests.factories import make_department
from tests.processes import start_python
from tests.reviewing import Review, fresh

SCRIPT = """
from django.core.management import call_command
{patch}
print("ready", flush=True)
input()
call_command("send_due_notices")
"""
#: Seconds that one run waits for the other amid a mail: with the lock, it may have nothing to send.
PATIENCE = {"locked": 5, "unlocked": 60}
#: What the command would be if it trusted what was read: the negative control.
UNLOCKED = """
from django.db.models import QuerySet
QuerySet.select_for_update = lambda self, **options: self
"""


@pytest.fixture
def review(db):
    review = Review()
    review.adjustment = review.submitted()
    review.stage = review.adjustment.open_stage()
    Notice.objects.all().delete()
    return review


def reminded(day):
    """The kinds and user names of what is told on a day (list of pairs)."""
    before = set(Notice.objects.values_list("pk", flat=True))
    remind(day)
    new = Notice.objects.exclude(pk__in=before).order_by("user__username")
    return list(new.values_list("kind", "user__username"))


def test_a_deadline_is_told_when_near_when_past_and_each_week(review):
    judge, due = review.judges[0].username, review.stage.due_on
    near = next(
        day for n in range(9) if Calendar().between(day := due - timedelta(days=n), due) == 2
    )
    while Calendar().between(near - timedelta(days=1), due) == 2:
        near -= timedelta(days=1)
    assert reminded(near - timedelta(days=1)) == []
    assert reminded(near) == [("due_soon", judge)]
    assert reminded(due) == []
    assert reminded(due + timedelta(days=1)) == [("overdue", judge)]
    assert reminded(due + timedelta(days=6)) == []
    assert reminded(due + timedelta(days=7)) == [("overdue", judge)]
    assert reminded(due + timedelta(days=13)) == []


def test_of_an_overdue_stage_it_is_said_by_how_much(review):
    due = review.stage.due_on
    remind(Calendar().after(due, 3))
    text = Notice.objects.get().text
    assert "逾期 3 个工作日" in text
    assert review.stage.office.name not in text.split("环节")[0]


def test_who_came_to_the_office_later_is_told_too(review):
    due = review.stage.due_on
    remind(due)
    cast.make_reviewer(review.stage.office, username="new")
    assert reminded(due) == [("due_soon", "new")]


@pytest.mark.parametrize("end", ["approve", "return_", "withdraw"])
def test_what_waits_no_more_is_not_told(review, end):
    adjustment, judge = review.adjustment, review.judges[0]
    user = review.editor if end == "withdraw" else judge
    getattr(actions, end)(user, adjustment, adjustment.version, "理由")
    told = reminded(review.stage.due_on + timedelta(days=1))
    assert judge.username not in [name for _, name in told]


def test_a_department_that_was_asked_is_told_until_it_answers(review):
    other = make_department("weisheng", "卫生局")
    editor = cast.make_editor(other, username="other")
    actions.ask_opinion(review.judges[0], review.adjustment, review.adjustment.version, other)
    opinion = Opinion.objects.get()
    Stage.objects.filter(pk=review.stage.pk).update(due_on=opinion.due_on + timedelta(days=99))
    assert reminded(opinion.due_on) == [("due_soon", "other")]
    assert reminded(opinion.due_on + timedelta(days=1)) == [("overdue", "other")]
    actions.give_opinion(editor, opinion, "agree")
    assert reminded(opinion.due_on + timedelta(days=8)) == []


def test_of_what_has_ended_no_opinion_is_due(review):
    other = make_department("weisheng", "卫生局")
    cast.make_editor(other, username="other")
    actions.ask_opinion(review.judges[0], review.adjustment, review.adjustment.version, other)
    now = fresh(review.adjustment)
    actions.withdraw(review.editor, now, now.version)
    assert reminded(Opinion.objects.get().due_on) == []


@pytest.fixture
def overdue(transactional_db):
    """A stage overdue since yesterday, in whose office there are twelve reviewers with addresses."""
    review = Review()
    stage = review.submitted().open_stage()
    for n in range(11):
        cast.make_reviewer(stage.office, username=f"judge-{n}")
    Stage.objects.filter(pk=stage.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    Notice.objects.all().delete()
    for user in User.objects.all():
        user.email = f"{user.username}@example.cn"
        user.save(update_fields=["email"])
    return sorted(user.email for user in User.objects.filter(memberships__office=stage.office))


def test_the_command_tells_and_mails_and_a_second_run_does_nothing(overdue, mailoutbox, capsys):
    call_command("send_due_notices")
    assert sorted(message.to[0] for message in mailoutbox) == overdue
    assert mailoutbox[0].subject.startswith("已经逾期：民政局清单")
    call_command("send_due_notices")
    assert len(mailoutbox) == len(overdue)
    assert capsys.readouterr().out.splitlines() == [
        "新提醒 12 条，发出邮件 12 封。",
        "新提醒 0 条，发出邮件 0 封。",
    ]


def test_the_command_fails_while_mail_cannot_be_sent_and_sends_it_later(overdue, settings):
    smtp.use(settings, smtp.refusing_port())
    with pytest.raises(CommandError, match="12 封邮件未能发出"):
        call_command("send_due_notices")
    with smtp.mail_server() as mailbox:
        smtp.use(settings, mailbox.port)
        call_command("send_due_notices")
    assert mailbox.recipients == overdue


def run_two(environment, mailbox, patience, patch=""):
    """Two runs of the command that meet while mail is being sent (the recipients)."""
    barrier = Barrier(2)

    def meet(recipient):
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=patience)

    mailbox.before_taking = meet
    environment = environment | {"EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}"}
    both = [start_python(environment, SCRIPT.format(patch=patch)) for _ in range(2)]
    assert [process.stdout.readline() for process in both] == ["ready\n"] * 2
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in both:
        _, complaints = process.communicate(timeout=300)
        assert process.returncode == 0, complaints
    return mailbox.recipients


@with_many_writers
def test_two_runs_at_once_send_nothing_twice(overdue, other_processes):
    with smtp.mail_server() as mailbox:
        assert run_two(other_processes, mailbox, PATIENCE["locked"]) == overdue
    assert Notice.objects.count() == len(overdue)


@with_many_writers
def test_without_the_lock_some_would_be_sent_twice(overdue, other_processes):
    with smtp.mail_server() as mailbox:
        sent = run_two(other_processes, mailbox, PATIENCE["unlocked"], UNLOCKED)
    assert len(sent) > len(overdue)


def test_the_publisher_hears_when_the_day_to_publish_is_near_and_past(review):
    for judge in review.judges:
        actions.approve(judge, fresh(review.adjustment), fresh(review.adjustment).version)
    Notice.objects.all().delete()
    today = timezone.localdate()
    assert reminded(today) == []
    assert reminded(Calendar().after(today, 1)) == [("due_soon", review.publisher.username)]
    assert reminded(Calendar().after(today, 4)) == [("overdue", review.publisher.username)]


def test_it_is_told_on_the_day_from_which_pages_mark_it_as_near(review):
    due, first = review.stage.due_on, None
    for n in range(12, -1, -1):
        day = due - timedelta(days=n)
        is_near = Calendar(day).deadline(due).state == "near"
        first = first or (day if is_near else None)
        assert (reminded(day) != []) is (day == first)


def test_on_the_weekend_after_it_nobody_is_told_of_no_working_days(review):
    saturday = date(2026, 11, 28)
    Stage.objects.filter(pk=review.stage.pk).update(due_on=saturday - timedelta(days=1))
    remind(saturday)
    assert "刚过期限" in Notice.objects.get().text
