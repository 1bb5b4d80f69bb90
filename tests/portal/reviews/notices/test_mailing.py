"""Mail of notices: what it says, and that one that cannot be sent breaks nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from portal.accounts.audit import log
from portal.accounts.models import User
from portal.reviews.models import Notice, State
from portal.reviews.notices import mailing
from portal.reviews.workflow import actions
from tests import smtp
from tests.reviewing import Review, fresh


def give_addresses():
    for user in User.objects.all():
        user.email = f"{user.username}@example.cn"
        user.save(update_fields=["email"])


@pytest.fixture
def submit(transactional_db):
    """Submits an adjustment, of which one reviewer is told; whatever becomes of the mail."""
    review = Review()
    give_addresses()
    adjustment = review.opened()

    def run():
        actions.submit(review.editor, adjustment, adjustment.version)
        return fresh(adjustment)

    run.reader = User.objects.get(pk=review.judges[0].pk)
    return run


def test_a_mail_says_what_is_to_be_done_and_where(submit, settings):
    settings.SITE_URL, settings.SITE_NAME = "https://lists.example.cn", "清单平台"
    adjustment = submit()
    (message,) = mail.outbox
    assert message.to == [submit.reader.email]
    assert message.subject == f"待审查：民政局清单变更申请（第 {adjustment.pk} 号）"
    assert message.from_email == settings.DEFAULT_FROM_EMAIL
    notice = Notice.objects.get()
    assert f"https://lists.example.cn/review/notices/{notice.pk}/" in message.body
    assert notice.text in message.body
    assert "低保对象" not in message.body
    assert notice.mailed_at


def test_names_stand_in_a_mail_as_they_are(submit):
    User.objects.filter(pk=submit.reader.pk).update(display_name="沈<b>&")
    submit()
    assert mail.outbox[0].body.startswith("沈<b>&：")


def test_who_has_no_address_is_told_in_the_desk_alone(submit):
    User.objects.update(email="")
    submit()
    assert mail.outbox == []
    assert Notice.objects.get().mailed_at is None


def test_a_step_that_is_not_committed_is_not_mailed(submit, monkeypatch):
    monkeypatch.setattr(log, "note", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        submit()
    assert mail.outbox == []
    assert not Notice.objects.exists()


def test_a_server_that_refuses_undoes_nothing(submit, settings, caplog):
    smtp.use(settings, smtp.refusing_port())
    assert submit().state == State.SUBMITTED
    assert Notice.objects.get().mailed_at is None
    assert "邮件服务器无法使用" in caplog.text
    with smtp.mail_server() as mailbox:
        smtp.use(settings, mailbox.port)
        assert mailing.deliver(Notice.objects.all()) == mailing.Outcome(sent=1)
        assert mailing.deliver(Notice.objects.all()) == mailing.Outcome()
    assert mailbox.recipients == [submit.reader.email]


def test_an_address_that_is_refused_holds_up_no_other(submit, settings):
    with smtp.mail_server() as mailbox:
        mailbox.refused.add(submit.reader.email)
        smtp.use(settings, mailbox.port)
        adjustment = submit()
        other = User.objects.get(username="publisher-minzheng")
        Notice.objects.create(user=other, adjustment=adjustment, kind="approved", key="x", text="x")
        assert mailing.deliver(Notice.objects.all()) == mailing.Outcome(sent=1, failed=1)
    assert mailbox.recipients == [other.email]
    assert list(Notice.objects.filter(mailed_at=None).values_list("user", flat=True)) == [
        submit.reader.pk
    ]


def test_an_address_that_is_none_is_no_traceback(submit, settings, caplog):
    User.objects.filter(pk=submit.reader.pk).update(email="沈\n审查@example.cn")
    with smtp.mail_server() as mailbox:
        smtp.use(settings, mailbox.port)
        assert submit().state == State.SUBMITTED
    assert "没有发出" in caplog.text


@pytest.mark.parametrize(
    "values",
    [
        {"read_at": timezone.now()},
        {"mailed_at": timezone.now()},
        {"at": timezone.now() - timedelta(days=15)},
    ],
)
def test_what_was_read_or_mailed_or_is_old_is_not_mailed(submit, settings, values):
    smtp.use(settings, smtp.refusing_port())
    submit()
    Notice.objects.update(**values)
    assert mailing.deliver(Notice.objects.all()) == mailing.Outcome()


def test_who_is_shut_out_gets_no_mail(submit, settings):
    smtp.use(settings, smtp.refusing_port())
    submit()
    User.objects.update(is_active=False)
    assert mailing.deliver(Notice.objects.all()) == mailing.Outcome()
