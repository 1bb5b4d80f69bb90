from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from .adjustments import Adjustment
from .kinds import EXPLAINED, Step
from .routes import Stage


class Decision(models.Model):
    """One step of an adjustment by one person (审查意见). Written once and kept.

    Names are as they were; ``digest`` is the record digest of the draft that was judged,
    ``changes`` the digest of what it changes ("" in decisions from before that was noted). What was
    decided on paper is entered as such (代录): ``by`` entered it, ``paper_by`` decided, and the scan
    is an attachment of its own.
    """

    adjustment = models.ForeignKey(
        Adjustment, models.PROTECT, related_name="decisions", verbose_name="调整"
    )
    step = models.CharField("步骤", max_length=10, choices=Step)
    round = models.PositiveIntegerField("轮次")
    stage = models.ForeignKey(
        Stage, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="环节"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人"
    )
    by_name = models.CharField("经办人姓名", max_length=150)
    office_name = models.CharField("审查机构", max_length=80, blank=True)
    comment = models.TextField("意见", blank=True)
    digest = models.CharField("草稿摘要", max_length=64, blank=True)
    changes = models.CharField("改动摘要", max_length=64, blank=True)
    at = models.DateTimeField("时间", default=timezone.now)
    paper_by = models.CharField("书面意见作出人", max_length=150, blank=True)
    paper_number = models.CharField("书面意见文号", max_length=80, blank=True)
    paper_on = models.DateField("书面意见日期", null=True, blank=True)

    class Meta:
        verbose_name = "审查意见"
        verbose_name_plural = "审查意见"
        ordering = ["adjustment", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(step__in=EXPLAINED) | ~Q(comment=""),
                name="decision_explained",
                violation_error_message="退回、不予通过、转送、分出、说明理由后继续和取消施行的，须写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(step=Step.APPROVE) | (Q(stage__isnull=False) & ~Q(digest="")),
                name="approval_of_a_stage",
                violation_error_message="通过的意见须属于一个环节，并记下草稿摘要。",
            ),
            models.CheckConstraint(
                condition=Q(paper_by="", paper_number="", paper_on__isnull=True)
                | (~Q(paper_by="") & ~Q(paper_number="") & Q(paper_on__isnull=False)),
                name="decision_on_paper_whole",
                violation_error_message="代录的书面意见须写明作出人、文号和日期。",
            ),
            models.UniqueConstraint(
                fields=["stage"],
                condition=Q(step=Step.APPROVE),
                name="approval_once_a_stage",
                violation_error_message="这个环节已经通过。",
            ),
        ]

    def __str__(self):
        return f"{self.get_step_display()}：{self.by_name}"

    @property
    def paper(self):
        """What was decided on paper, in a sentence; "" where it was decided here."""
        if not self.paper_by:
            return ""
        day = date_format(self.paper_on)
        return f"代录：{self.paper_by}{day}的书面意见，{self.paper_number}"
