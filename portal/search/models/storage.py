from django.db import models

from departments.models import District


class IndexedEntry(models.Model):
    """What is kept of an entry as it was worded once: what takes long to make for its index.

    ``fingerprint`` is the SHA-256 of all that it was made from, so that it is reused for as long
    as the entry, its phrases and the way of indexing stay the same. ``tokens`` are the syllables
    of its texts (``sounds.Sounds``).
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    tokens = models.JSONField()

    class Meta:
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"
        constraints = [
            models.UniqueConstraint(fields=["district", "fingerprint"], name="indexed_entry_unique")
        ]

    def __str__(self):
        return self.fingerprint[:12]
