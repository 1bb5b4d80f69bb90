from django.conf import settings
from django.db import models
from django.utils import timezone

from .adjustments import Adjustment


class HeldForm(models.Model):
    """That a user has a form open, and what they typed in it without having saved it.

    ``address`` is where the form is found, ``page`` the one window, loaded once, that writes here:
    so no window writes over what another typed. ``part`` names a form of the workbench, with the
    section and code that it is about (see ``typed.addresses``). ``typed`` are the form's fields as
    they are sent (dict of name to list), None where nothing was typed. ``sent_to`` is the address to
    which they were sent when the session had ended.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="用户"
    )
    address = models.CharField("表单地址", max_length=300)
    page = models.CharField("窗口", max_length=40)
    adjustment = models.ForeignKey(
        Adjustment,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="held_forms",
        verbose_name="调整",
    )
    part = models.CharField("表单", max_length=20, blank=True)
    section = models.CharField("部分", max_length=20, blank=True)
    code = models.CharField("编码", max_length=10, blank=True)
    typed = models.JSONField("未保存的内容", null=True, blank=True)
    typed_at = models.DateTimeField("填写时间", default=timezone.now)
    alive_at = models.DateTimeField("最近活动", null=True, blank=True)
    sent_to = models.CharField("提交到", max_length=300, blank=True)

    class Meta:
        verbose_name = "未保存的填写"
        verbose_name_plural = "未保存的填写"
        ordering = ["-typed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "address", "page"], name="held_form_once")
        ]

    def __str__(self):
        return f"{self.user}：{self.address}"
