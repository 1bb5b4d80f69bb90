from django.db import models
from django.db.models import Q

from ..shown.declaration import shown
from .editions import Edition


@shown("edition__department__district")
class Proof(models.Model):
    """What let a published edition in (公布凭据): one for each edition, written once and kept.

    ``content`` holds the act, its decisions and people as JSON values; what it says depends on the
    kind and is given by whoever publishes. ``digest`` covers all of it (``departments.publishing.proofs``).
    """

    class Kind(models.TextChoices):
        FIRST = "first", "首次公布"
        ACT = "act", "调整公布"
        MAINTENANCE = "maintenance", "数据维护"
        #: Of the editions that were there before there were proofs, and of no later one.
        CARRIED = "carried", "沿用"

    edition = models.OneToOneField(
        Edition, models.PROTECT, related_name="proof", verbose_name="清单版本"
    )
    kind = models.CharField("种类", max_length=12, choices=Kind)
    is_emergency = models.BooleanField("应急公布", default=False)
    content = models.JSONField("内容", default=dict, blank=True)
    edition_digest = models.CharField("清单版本的摘要", max_length=64)
    at = models.DateTimeField("时间")
    digest = models.CharField("凭据摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = "公布凭据"
        verbose_name_plural = "公布凭据"
        ordering = ["-pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=~Q(edition_digest="") & ~Q(digest=""),
                name="proof_sealed",
                violation_error_message="公布凭据须有清单版本的摘要和自己的摘要。",
            )
        ]

    def __str__(self):
        return f"{self.edition}（{self.get_kind_display()}）"
