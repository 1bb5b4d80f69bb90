"""What was changed of who decides, and what a second person said of it. Both only grow."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone


class ChangeQuerySet(models.QuerySet):
    def open(self):
        """Those of which nobody has said anything yet."""
        return self.filter(verdict=None)

    def waiting(self):
        """Those by which nobody judges: open, or declined and still so.

        What was declined is over once a later state of the same was confirmed.
        """
        later = Change.objects.filter(
            subject=OuterRef("subject"),
            aspect=OuterRef("aspect"),
            pk__gt=OuterRef("pk"),
            verdict__outcome__in=Verdict.SETTLING,
        )
        declined = Q(verdict__outcome=Verdict.Outcome.DECLINED) & ~Exists(later)
        return self.filter(Q(verdict=None) | declined)


class Change(models.Model):
    """One change of what decides who decides, in words. Written once and kept.

    ``subject`` is what it is about (``user:7``, ``office:3``, ``department:5``, ``route:add``),
    ``aspect`` what of it; together they name something that has one state at a time, of which
    ``before`` and ``after`` tell (a text, or the stages of a route). ``grants`` is whether somebody
    could decide by it: a role that was taken is only told. ``user`` is whom it favours, ``office``
    whose reviewers it concerns. A change without ``by`` came from the server's command line, or by
    a mail to who is not signed in.
    """

    subject = models.CharField("对象", max_length=60)
    subject_name = models.CharField("对象名称", max_length=200)
    aspect = models.CharField("哪一项", max_length=120)
    what = models.CharField("变更", max_length=200)
    before = models.JSONField("之前")
    after = models.JSONField("之后")
    grants = models.BooleanField("据以办理")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="涉及的用户",
    )
    # An office may go; what was said of it stays, and nothing is written to it.
    office = models.ForeignKey(
        "accounts.Office",
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        verbose_name="涉及的审查机构",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="变更人",
    )
    by_name = models.CharField("变更人姓名", max_length=160)
    by_command = models.BooleanField("在服务器上", default=False)
    at = models.DateTimeField("时间", default=timezone.now)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "变更"
        verbose_name_plural = "变更"
        ordering = ["-pk"]
        default_permissions = []
        indexes = [models.Index(fields=["subject", "aspect"], name="change_by_subject")]

    def __str__(self):
        return f"{self.subject_name}：{self.what}"

    @property
    def tells_stages(self):
        """Whether its states are the stages of a route (lists of dict), and no texts."""
        return isinstance(self.after, list)


class Emergency(models.Model):
    """That somebody went ahead alone, and why (紧急办理). Written once and kept."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="办理人",
    )
    by_name = models.CharField("办理人姓名", max_length=160)
    at = models.DateTimeField("时间", default=timezone.now)
    what = models.CharField("办理事项", max_length=300)
    reason = models.TextField("理由")

    class Meta:
        verbose_name = "紧急办理"
        verbose_name_plural = "紧急办理"
        ordering = ["-pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="emergency_explained",
                violation_error_message="紧急办理须写明理由。",
            )
        ]

    def __str__(self):
        return self.what


class Verdict(models.Model):
    """What became of a change: confirmed or declined by a second person, or undone meanwhile.

    Whoever made the change or is favoured by it confirms it only in an ``emergency`` (a guard of the
    database). Written once and kept.
    """

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", "已确认"
        DECLINED = "declined", "不予确认"
        UNDONE = "undone", "已改回"

    #: After these the state that a change brought about stands.
    SETTLING = (Outcome.CONFIRMED, Outcome.UNDONE)

    change = models.OneToOneField(
        Change, models.PROTECT, related_name="verdict", verbose_name="变更"
    )
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确认人",
    )
    by_name = models.CharField("确认人姓名", max_length=160)
    reason = models.TextField("理由", blank=True)
    emergency = models.ForeignKey(
        Emergency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="verdicts",
        verbose_name="紧急办理",
    )
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "变更的确认"
        verbose_name_plural = "变更的确认"
        ordering = ["-pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(reason=""),
                name="verdict_explained",
                violation_error_message="不予确认的，须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(outcome="undone") | Q(by__isnull=False),
                name="verdict_by_somebody",
                violation_error_message="确认须有确认人。",
            ),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}：{self.by_name}"


class ChangeNotice(models.Model):
    """Word to a user of changes of one subject, or of an emergency; shown until it was read."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="change_notices", verbose_name="用户"
    )
    subject = models.CharField("对象", max_length=60, blank=True)
    text = models.CharField("内容", max_length=600)
    is_urgent = models.BooleanField("紧急", default=False)
    at = models.DateTimeField("时间", default=timezone.now)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = "变更通知"
        verbose_name_plural = "变更通知"
        ordering = ["-pk"]
        default_permissions = []

    def __str__(self):
        return f"{self.user}：{self.text}"
