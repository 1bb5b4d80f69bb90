from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from departments.models import Department, Edition
from portal.accounts import rights

from .kinds import CAME_TO_NOTHING, EDITABLE, ENDED, ENDING, Cause, Kind, State


class Act(models.Model):
    """One publication of one or several adjustments (机构改革 concerns several departments)."""

    decision_number = models.CharField("公布文号", max_length=80)
    effective_from = models.DateField("施行日期")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="公布人"
    )
    published_at = models.DateTimeField("公布时间", default=timezone.now)

    class Meta:
        verbose_name = "公布"
        verbose_name_plural = "公布"
        ordering = ["-published_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision_number=""),
                name="act_numbered",
                violation_error_message="请填写公布文号。",
            )
        ]

    def __str__(self):
        return self.decision_number


def hand_of(user):
    """SQL condition: a user had a hand in the adjustment (see Contribution)."""
    return Q(pk__in=Contribution.objects.filter(user=user).values("adjustment"))


class AdjustmentQuerySet(models.QuerySet):
    def open(self):
        """Those that have not ended."""
        return self.exclude(state__in=ENDED)

    def with_hand_of(self, user):
        """Those that a user had a hand in."""
        return self.filter(hand_of(user))

    def without_hand_of(self, user):
        """Those that a user had no hand in, and so may judge, answer or publish."""
        return self.exclude(hand_of(user))

    def visible_to(self, user):
        """Those that a user may see: of their departments, asked of these, or submitted.

        What was submitted once is seen by all who review or publish (DESIGN, Roles).
        """
        own = rights.edited_departments(user)
        seen = Q(department__in=own) | Q(opinions__department__in=own)
        if rights.reviews(user) or rights.publishes(user):
            seen |= Q(submitted_at__isnull=False)
        return self.filter(pk__in=Adjustment.objects.filter(seen).values("pk"))


class Adjustment(models.Model):
    """A proposed next edition with its reasons, on its way through review (调整申请).

    ``draft`` is the edition that it carries, ``base`` the published edition that the draft
    rests on (None for a first compilation). ``sealed_digest`` is the record digest of the draft
    as submitted: what is approved and published is this and nothing else. ``sealed_changes`` is the
    digest of what it changes; it stays when the draft is brought onto another edition and the
    approvals with it. ``version`` counts the writes; whoever writes says which version they saw.
    ``repeats`` is the cancelled adjustment whose very text this one publishes for another day.
    """

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="adjustments", verbose_name="部门"
    )
    draft = models.OneToOneField(
        Edition, models.PROTECT, related_name="adjustment", verbose_name="草稿"
    )
    base = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adjustments_upon",
        verbose_name="所依据的版本",
    )
    kind = models.CharField("调整类型", max_length=10, choices=Kind)
    cause = models.CharField("调整事由", max_length=12, choices=Cause)
    reasons = models.TextField("调整理由", blank=True)
    basis = models.TextField("依据", blank=True, help_text="写明文件名称和条款。")
    follow_on = models.TextField(
        "后续监管措施", blank=True, help_text="取消、下放的，须写明今后由谁、怎样监管。"
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    round = models.PositiveIntegerField("轮次", default=0)
    version = models.PositiveIntegerField("修改次数", default=0)
    sealed_digest = models.CharField("提交时的摘要", max_length=64, blank=True)
    sealed_changes = models.CharField("提交时改动的摘要", max_length=64, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="拟稿人"
    )
    opened_at = models.DateTimeField("拟稿时间", default=timezone.now)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    act = models.ForeignKey(
        Act,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adjustments",
        verbose_name="公布",
    )
    # The settings of its route as they were when it was submitted; off in what was before them.
    separate_publisher = models.BooleanField("公布人没有审查过", default=False)
    separate_judges = models.BooleanField("各环节由不同的人审查", default=False)
    split_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="split_off",
        verbose_name="分自",
    )
    begun_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="begun_again",
        verbose_name="另拟自",
    )
    repeats = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_by",
        verbose_name="改日施行自",
    )

    objects = AdjustmentQuerySet.as_manager()

    class Meta:
        verbose_name = "调整申请"
        verbose_name_plural = "调整申请"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[*EDITABLE, State.WITHDRAWN])
                | (
                    Q(submitted_at__isnull=False, round__gte=1)
                    & ~Q(sealed_digest="")
                    & ~Q(reasons="")
                    & ~Q(basis="")
                ),
                name="adjustment_submitted_whole",
                violation_error_message="提交审查的调整申请须写明理由和依据。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*EDITABLE, State.WITHDRAWN])
                | ~Q(kind__in=ENDING)
                | ~Q(follow_on=""),
                name="adjustment_supervised_after",
                violation_error_message="取消或者下放的，须写明后续监管措施。",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PUBLISHED, act__isnull=False)
                | (~Q(state=State.PUBLISHED) & Q(act__isnull=True)),
                name="adjustment_published_by_an_act",
                violation_error_message="已公布的调整须有公布文号。",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.FIRST, base__isnull=True)
                | (~Q(kind=Kind.FIRST) & Q(base__isnull=False)),
                name="adjustment_rests_on_an_edition",
                violation_error_message="首次编制的清单没有上一版，其他调整须有所依据的版本。",
            ),
        ]

    def __str__(self):
        opened_on = timezone.localdate(self.opened_at)
        return f"{self.department}清单{self.get_kind_display()}（{opened_on}）"

    @property
    def is_editable(self):
        return self.state in EDITABLE

    @property
    def is_cancelled(self):
        """Whether what it published was cancelled before its day came (``draft.cancellation``)."""
        return self.state == State.PUBLISHED and self.draft.is_cancelled

    @property
    def came_to_nothing(self):
        """Whether it has ended without any text coming of it: withdrawn, rejected or cancelled."""
        is_cancelled = self.is_cancelled and not hasattr(self, "repeated_by")
        return is_cancelled or self.state in CAME_TO_NOTHING

    @property
    def standing_label(self):
        """Where it stands, as pages say it."""
        return "已取消施行" if self.is_cancelled else self.get_state_display()

    @property
    def standing_class(self):
        """By which class pages tell where it stands."""
        return "cancelled" if self.is_cancelled else self.state

    def has_hand_of(self, user):
        """Whether a user had a hand in it (see Contribution)."""
        return self.contributions.filter(user=user).exists()

    def current_stages(self):
        """The stages of the round under way, in order (a queryset)."""
        return self.stages.filter(round=self.round).select_related("office")

    def open_stage(self):
        """The stage whose office is to decide now; None where none is."""
        if self.state != State.SUBMITTED:
            return None
        return self.current_stages().filter(passed_at=None, opened_on__isnull=False).first()


class Contribution(models.Model):
    """That a user had a hand in an adjustment: opened, edited, imported into or submitted it.

    Written once and kept. Whoever contributed decides nothing about it (a guard of the database).
    """

    adjustment = models.ForeignKey(
        Adjustment, models.PROTECT, related_name="contributions", verbose_name="调整"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="用户"
    )
    since = models.DateTimeField("自", default=timezone.now)

    class Meta:
        verbose_name = "参与拟稿"
        verbose_name_plural = "参与拟稿"
        constraints = [
            models.UniqueConstraint(fields=["adjustment", "user"], name="contribution_once")
        ]

    def __str__(self):
        return f"{self.user}：{self.adjustment}"
