"""What came of the forms that staff sent: a form that is sent twice is done once."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class OneTimeKey(models.Model):
    """One form as it was sent, and its result once there is one (``status`` is then not None).

    ``digest`` covers all that was sent; ``claim`` names the request that does it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="用户"
    )
    digest = models.CharField("摘要", max_length=64)
    claim = models.CharField("请求", max_length=32)
    claimed_at = models.DateTimeField("开始时间", default=timezone.now, db_index=True)
    status = models.PositiveSmallIntegerField("结果", null=True)
    location = models.TextField("转到", blank=True)
    page = models.TextField("页面", blank=True)
    messages = models.TextField("提示", blank=True)

    class Meta:
        verbose_name = "一次性表单"
        verbose_name_plural = "一次性表单"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["user", "digest"],
                name="one_time_key_once",
                violation_error_message="这张表单已经提交过。",
            )
        ]

    def __str__(self):
        return self.digest
