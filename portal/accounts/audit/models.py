"""The audit log: who did what, when, from where. Rows are written once, chained, and never pruned."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Event(models.Model):
    """One thing that happened. Names are as they were; ``digest`` covers it and the one before.

    ``subject`` says what it happened to (``reviews.adjustment:7``); ``before`` and ``after`` are
    JSON values, None where there is nothing to show.
    """

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", "登录"
        SIGN_IN_FAILED = "sign_in_failed", "登录失败"
        LOCKED = "locked", "登录锁定"
        SIGN_OUT = "sign_out", "退出"
        ACCOUNT = "account", "账号安全"
        REFUSED = "refused", "被拒绝"
        WRITE = "write", "写入"
        DECISION = "decision", "审查意见"
        PUBLICATION = "publication", "公布与维护"
        DOWNLOAD = "download", "下载"
        COMMAND = "command", "运行命令"

    kind = models.CharField("类别", max_length=16, choices=Kind)
    at = models.DateTimeField("时间", default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="用户",
    )
    user_name = models.CharField("姓名", max_length=160, blank=True)
    address = models.CharField("来自", max_length=45, blank=True)
    subject = models.CharField("对象", max_length=100, blank=True)
    subject_name = models.CharField("对象名称", max_length=200, blank=True)
    text = models.TextField("内容", blank=True)
    before = models.JSONField("之前", null=True, blank=True)
    after = models.JSONField("之后", null=True, blank=True)
    previous_digest = models.CharField("上一条摘要", max_length=64, blank=True)
    digest = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["-pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["previous_digest"],
                name="audit_event_never_forks",
                violation_error_message="一条审计记录之后只能接一条。",
            )
        ]
        indexes = [
            models.Index(fields=["at"], name="audit_event_by_time"),
            models.Index(fields=["kind", "-id"], name="audit_event_by_kind"),
            models.Index(fields=["subject", "-id"], name="audit_event_by_subject"),
        ]

    def __str__(self):
        at = timezone.localtime(self.at)
        return f"{at:%Y-%m-%d %H:%M} {self.get_kind_display()} {self.user_name}".strip()


class Head(models.Model):
    """The last digest of the chain and its length: one row, locked by whoever appends."""

    length = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "审计链头"
        verbose_name_plural = "审计链头"
        default_permissions = []
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="audit_head_is_one_row")
        ]

    def __str__(self):
        return self.digest
