from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .adjustments import Adjustment


class Comment(models.Model):
    """A remark on an adjustment, on an entry of its draft, or on one field of an entry.

    ``section``, ``code`` and ``field`` say what it is about, from the whole (all empty) to a field.
    A remark that ``answers`` another has the same place. Text is written once; a remark that
    begins a conversation can be resolved.
    """

    adjustment = models.ForeignKey(
        Adjustment, models.PROTECT, related_name="comments", verbose_name="调整"
    )
    section = models.CharField("部分", max_length=20, blank=True)
    code = models.CharField("编码", max_length=10, blank=True)
    field = models.CharField("字段", max_length=40, blank=True)
    answers = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        verbose_name="所答复的意见",
    )
    text = models.TextField("内容")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    by_name = models.CharField("提出人姓名", max_length=150)
    at = models.DateTimeField("时间", default=timezone.now)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="办结人",
    )
    resolved_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = "修改意见"
        verbose_name_plural = "修改意见"
        ordering = ["adjustment", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_says_something",
                violation_error_message="请写明意见。",
            ),
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False, answers__isnull=True),
                name="comment_resolved_whole",
                violation_error_message="办结须记下办结人和时间，答复不单独办结。",
            ),
        ]

    def __str__(self):
        return f"{self.by_name}：{self.text[:40]}"
