from django.conf import settings
from django.db import models
from django.utils import timezone

from .adjustments import Adjustment


class OpenForm(models.Model):
    """That a user has a part of a draft open, and what they typed without having saved it.

    ``code`` is empty for a new entry, ``section`` is empty for what the application says. ``seen``
    is the digest of the entry as it was when the form was opened; ``typed`` the form's fields.
    """

    adjustment = models.ForeignKey(
        Adjustment, models.CASCADE, related_name="open_forms", verbose_name="调整"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="用户"
    )
    section = models.CharField("部分", max_length=20, blank=True)
    code = models.CharField("编码", max_length=10, blank=True)
    seen = models.CharField("打开时的摘要", max_length=64, blank=True)
    typed = models.JSONField("未保存的内容", null=True, blank=True)
    opened_at = models.DateTimeField("打开时间", default=timezone.now)
    alive_at = models.DateTimeField("最近活动", default=timezone.now)

    class Meta:
        verbose_name = "正在填写"
        verbose_name_plural = "正在填写"
        ordering = ["adjustment", "section", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["adjustment", "user", "section", "code"], name="open_form_once"
            )
        ]

    def __str__(self):
        return f"{self.user}：{self.section} {self.code}"
