from django.db import models

from departments.models import District


class Loading(models.Model):
    """That phrases (of one district) or the vocabulary (no district) have been loaded from a file.

    It outlives the rows: what somebody deleted since is not loaded once more at the next start.
    """

    district = models.OneToOneField(
        District, models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "词表录入"
        verbose_name_plural = "词表录入"

    def __str__(self):
        return f"{self.district or '全部区县'}"
