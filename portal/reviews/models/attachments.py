from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .adjustments import Adjustment


class Attachment(models.Model):
    """A file that goes with an adjustment. Its bytes are kept under their SHA-256, outside the site.

    Taken out while the draft is being written, it is no longer shown; the row stays. The scan of a
    ``decision`` on paper comes with it and stays.
    """

    adjustment = models.ForeignKey(
        Adjustment, models.PROTECT, related_name="attachments", verbose_name="调整"
    )
    name = models.CharField("文件名", max_length=200)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    added_by_name = models.CharField("上传人姓名", max_length=150)
    added_at = models.DateTimeField("上传时间", default=timezone.now)
    decision = models.ForeignKey(
        "reviews.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="scans",
        verbose_name="代录的审查意见",
    )
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤下人",
    )
    removed_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ["adjustment", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_by__isnull=True, removed_at__isnull=True)
                | Q(removed_by__isnull=False, removed_at__isnull=False),
                name="attachment_removed_whole",
                violation_error_message="撤下附件须记下撤下人和时间。",
            ),
        ]

    def __str__(self):
        return self.name
