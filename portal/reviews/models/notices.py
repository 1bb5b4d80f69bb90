from django.conf import settings
from django.db import models
from django.utils import timezone

from .adjustments import Adjustment


class Notice(models.Model):
    """Word to a user that an adjustment waits for them, or what became of it; mailed as well.

    ``key`` names the occasion, so that a user hears of each only once.
    """

    class Kind(models.TextChoices):
        ASSIGNED = "assigned", "待审查"
        RETURNED = "returned", "已退回"
        ASKED = "asked", "征求意见"
        ANSWERED = "answered", "已答复意见"
        COMMENTED = "commented", "修改意见"
        APPROVED = "approved", "待公布"
        ENDED = "ended", "已办结"
        CANCELLED = "cancelled", "取消施行"
        REBASED = "rebased", "须核对新版本"
        DUE_SOON = "due_soon", "即将到期"
        OVERDUE = "overdue", "已经逾期"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="用户"
    )
    adjustment = models.ForeignKey(
        Adjustment, models.CASCADE, related_name="notices", verbose_name="调整"
    )
    kind = models.CharField("类别", max_length=10, choices=Kind)
    key = models.CharField("事由", max_length=80)
    text = models.TextField("内容")
    at = models.DateTimeField("时间", default=timezone.now)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    mailed_at = models.DateTimeField("邮件发出时间", null=True, blank=True)

    class Meta:
        verbose_name = "通知"
        verbose_name_plural = "通知"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notice_once_an_occasion")
        ]

    def __str__(self):
        return f"{self.user}：{self.get_kind_display()}"
