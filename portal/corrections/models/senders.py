from datetime import timedelta

from django.db import models
from django.utils import timezone

#: For so long it is known how much a client has sent.
REMEMBERED = timedelta(days=1)


class SenderQuerySet(models.QuerySet):
    def forget_old(self):
        """Delete what is older than a day."""
        old = self.filter(first_at__lte=timezone.now() - REMEMBERED)
        # One that is being counted elsewhere is left for the next time rather than waited for.
        free = old.select_for_update(skip_locked=True).values_list("pk", flat=True)
        self.filter(pk__in=list(free)).delete()


class Sender(models.Model):
    """How many corrections a client has sent since its first one, for a day at most.

    ``client`` is a keyed digest of its network address, never the address.
    """

    client = models.CharField(max_length=64, unique=True)
    first_at = models.DateTimeField(default=timezone.now)
    count = models.PositiveIntegerField(default=0)

    objects = SenderQuerySet.as_manager()

    class Meta:
        verbose_name = "纠错发送计数"
        verbose_name_plural = "纠错发送计数"
        default_permissions = []

    def __str__(self):
        return f"{timezone.localdate(self.first_at)} {self.count}"
