from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from departments.models import Department, Edition, shortened

#: The permission to read all corrections and to answer them.
MAY_ANSWER = "corrections.answer_correction"
#: The permission of editors, who read and answer those about the lists of their departments.
MAY_EDIT = "accounts.edit_lists"


def may_answer(user):
    """Whether a user has an inbox of corrections."""
    return user.has_perm(MAY_ANSWER) or user.has_perm(MAY_EDIT)


class State(models.TextChoices):
    """How far a correction is. It begins as received and never comes back there."""

    RECEIVED = "received", "已收到"
    WORKING = "working", "处理中"
    ACCEPTED = "accepted", "已采纳"
    PARTLY = "partly", "部分采纳"
    DECLINED = "declined", "未采纳"
    UNRELATED = "unrelated", "不属于纠错"

    @classmethod
    def closed(cls):
        """The states that end a correction."""
        return [cls.ACCEPTED, cls.PARTLY, cls.DECLINED, cls.UNRELATED]


class CorrectionQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for an answer."""
        return self.exclude(state__in=State.closed())

    def for_user(self, user):
        """Those that a user may read and answer: all, or those about the lists that they edit."""
        if user.has_perm(MAY_ANSWER):
            return self
        own = self.filter(department__memberships__user=user)
        return own if user.has_perm(MAY_EDIT) else self.none()

    def with_contact_due(self):
        """Those whose contact data have been kept long enough."""
        day = timezone.now() - timedelta(days=settings.CORRECTION_CONTACT_DAYS)
        return self.filter(closed_at__lte=day).exclude(contact="")


class Correction(models.Model):
    """What somebody says is wrong in a list or on this site.

    It freezes what it is about (``section``, ``code``, ``heading``, ``edition_number``,
    ``department_name``): the list goes on, and the correction must still say what it meant.
    """

    class Kind(models.TextChoices):
        TEXT = "text", "文字错误"
        OUTDATED = "outdated", "已过时"
        DEPARTMENT = "department", "部门不对"
        MISSING = "missing", "缺少内容"
        OTHER = "other", "其他"

    #: What its sender says; the rest is ours.
    SAID = ("kind", "problem", "suggestion", "contact")

    number = models.CharField("受理编号", max_length=24, unique=True)
    ticket = models.CharField(max_length=32, unique=True, editable=False)
    received_at = models.DateTimeField("收到时间", default=timezone.now)
    department = models.ForeignKey(
        Department, models.SET_NULL, null=True, blank=True, verbose_name="部门"
    )
    department_name = models.CharField("当时的部门名称", max_length=120, blank=True)
    section = models.CharField("部分", max_length=20, blank=True)
    code = models.CharField("条目编码", max_length=10, blank=True)
    heading = models.TextField("当时的条目名称", blank=True)
    edition_number = models.PositiveIntegerField("当时的版次", null=True, blank=True)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    problem = models.TextField("哪里有误")
    suggestion = models.TextField("应当怎样改", blank=True)
    contact = models.CharField("联系方式", max_length=100, blank=True)
    text_digest = models.CharField(max_length=64, db_index=True, editable=False)
    state = models.CharField("状态", max_length=12, choices=State, default=State.RECEIVED)
    answer = models.TextField("答复", blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    draft = models.ForeignKey(
        Edition,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name="据此拟写的清单草稿",
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "纠错意见"
        verbose_name_plural = "纠错意见"
        ordering = ["-received_at", "-pk"]
        default_permissions = []
        permissions = [("answer_correction", "可以查看和答复纠错意见")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="correction_state_known",
                violation_error_message="没有这种状态。",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[State.RECEIVED.value, State.WORKING.value], closed_at__isnull=True
                )
                | (
                    Q(
                        state__in=[state.value for state in State.closed()],
                        closed_at__isnull=False,
                    )
                    & ~Q(answer="")
                ),
                name="correction_closed_with_answer",
                violation_error_message="办结的意见须有答复和办结时间，未办结的不得有办结时间。",
            ),
            models.CheckConstraint(
                condition=~Q(problem=""),
                name="correction_says_something",
                violation_error_message="须写明哪里有误。",
            ),
            models.CheckConstraint(
                condition=Q(code="", section="", heading="", edition_number__isnull=True)
                | (
                    ~Q(code="")
                    & ~Q(section="")
                    & ~Q(department_name="")
                    & Q(edition_number__isnull=False)
                ),
                name="correction_target_whole",
                violation_error_message="针对条目的意见须记下部门、部分、编码和版次。",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("corrections:correction", args=[self.number])

    @property
    def is_closed(self):
        return self.state in State.closed()

    @property
    def about(self):
        """What it is about, in a line (str)."""
        if not self.department_name:
            return "整个网站"
        return " ".join(filter(None, [self.department_name, self.code, shortened(self.heading)]))
