from django.db import models

from portal.accounts.models import Office

from .kinds import Kind, State


class RouteStage(models.Model):
    """One stage that adjustments of a kind pass, in their order: who decides, within how long."""

    kind = models.CharField("调整类型", max_length=10, choices=Kind)
    position = models.PositiveIntegerField("顺序")
    name = models.CharField("环节", max_length=40)
    office = models.ForeignKey(Office, models.PROTECT, verbose_name="审查机构")
    working_days = models.PositiveIntegerField("时限（工作日）", default=15)

    class Meta:
        verbose_name = "审查环节"
        verbose_name_plural = "审查流程"
        ordering = ["kind", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "position"],
                name="route_position_unique",
                violation_error_message="这一类调整已有排在这个位置的环节。",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.position} {self.name}"


class RouteSettings(models.Model):
    """Who may not be one person in adjustments of a kind. Without a row for a kind both hold."""

    kind = models.CharField(
        "调整类型",
        max_length=10,
        choices=Kind,
        unique=True,
        error_messages={"unique": "这一类调整已有设置。"},
    )
    separate_publisher = models.BooleanField(
        "公布人没有审查过", default=True, help_text="审查过一份申请的人，不能公布它。"
    )
    separate_judges = models.BooleanField(
        "各环节由不同的人审查", default=True, help_text="通过了一个环节的人，不能再审查别的环节。"
    )

    class Meta:
        verbose_name = "流程设置"
        verbose_name_plural = "流程设置"
        ordering = ["kind"]

    def __str__(self):
        return f"{self.get_kind_display()}的流程设置"


class StageQuerySet(models.QuerySet):
    def open(self):
        """Those whose office is to decide now: at most one of each adjustment."""
        return self.filter(
            adjustment__state=State.SUBMITTED,
            round=models.F("adjustment__round"),
            opened_on__isnull=False,
            passed_at=None,
        )


class Stage(models.Model):
    """A stage that one adjustment passes in one round: the route as it was when it was submitted.

    ``passed_with`` is the stage in which these same entries were approved, of an adjustment from
    which this one was split off or which it repeats for another day: the one whose decision it is.
    """

    adjustment = models.ForeignKey(
        "reviews.Adjustment", models.PROTECT, related_name="stages", verbose_name="调整"
    )
    round = models.PositiveIntegerField("轮次")
    position = models.PositiveIntegerField("顺序")
    name = models.CharField("环节", max_length=40)
    office = models.ForeignKey(Office, models.PROTECT, verbose_name="审查机构")
    working_days = models.PositiveIntegerField("时限（工作日）")
    opened_on = models.DateField("开始", null=True, blank=True)
    due_on = models.DateField("期限", null=True, blank=True)
    passed_at = models.DateTimeField("通过时间", null=True, blank=True)
    passed_with = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="分出前通过的环节",
    )

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = "审查进度"
        verbose_name_plural = "审查进度"
        ordering = ["adjustment", "round", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["adjustment", "round", "position"], name="stage_position_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    opened_on__isnull=True, due_on__isnull=True, passed_at__isnull=True
                )
                | models.Q(opened_on__isnull=False, due_on__isnull=False),
                name="stage_opened_with_deadline",
                violation_error_message="开始审查的环节须有期限。",
            ),
            models.CheckConstraint(
                condition=models.Q(passed_with__isnull=True) | models.Q(passed_at__isnull=False),
                name="stage_passed_before_the_split",
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.office}）"
