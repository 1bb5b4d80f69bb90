from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from departments.models import Department

from .adjustments import Adjustment
from .kinds import ENDED


class OpinionQuerySet(models.QuerySet):
    def open(self):
        """Those that are still to be answered: unanswered, of an adjustment that has not ended."""
        return self.filter(answer="").exclude(adjustment__state__in=ENDED)


class Opinion(models.Model):
    """What another department thinks of an adjustment: asked for, and answered once.

    ``about`` is what it is asked about: for a boundary what the draft says of it, so that another
    wording asks anew.
    """

    class Reason(models.TextChoices):
        AFFECTED = "affected", "征求意见"
        BOUNDARY = "boundary", "职责边界确认"

    class Answer(models.TextChoices):
        AGREE = "agree", "同意"
        OBJECT = "object", "不同意"

    adjustment = models.ForeignKey(
        Adjustment, models.PROTECT, related_name="opinions", verbose_name="调整"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="opinions", verbose_name="部门"
    )
    reason = models.CharField("事由", max_length=10, choices=Reason)
    about = models.JSONField("所涉内容", default=list)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="征求人"
    )
    asked_at = models.DateTimeField("征求时间", default=timezone.now)
    due_on = models.DateField("期限")
    answer = models.CharField("意见", max_length=10, choices=Answer, blank=True)
    text = models.TextField("说明", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="答复人",
    )
    by_name = models.CharField("答复人姓名", max_length=150, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "部门意见"
        verbose_name_plural = "部门意见"
        ordering = ["adjustment", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(by__isnull=False, answered_at__isnull=False)),
                name="opinion_answered_whole",
                violation_error_message="答复须写明意见、答复人和时间。",
            ),
            models.CheckConstraint(
                condition=~Q(answer="object") | ~Q(text=""),
                name="objection_explained",
                violation_error_message="不同意的，须说明理由。",
            ),
        ]

    def __str__(self):
        return f"{self.department}：{self.get_answer_display() or '未答复'}"
