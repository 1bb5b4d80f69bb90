"""Counters by which every process sees that phrases or vocabulary have changed."""

from django.db import models, transaction
from django.db.models import F

from departments.models import District


class SearchVersion(models.Model):
    """How often phrases (of one district) or the vocabulary (no district) have been written."""

    district = models.OneToOneField(
        District, models.CASCADE, null=True, blank=True, related_name="+"
    )
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "检索版本"
        verbose_name_plural = "检索版本"

    def __str__(self):
        return f"{self.district or '全部区县'} {self.number}"


def renew(districts):
    """Count a change of these districts' search (primary keys; None: of all), in this transaction.

    Of two first changes at once both count: whoever comes second adds to the row of the first.
    (Of no district there may be two rows then; only their sum is looked at.)
    """
    for district in sorted(districts, key=lambda key: key or 0):
        rows = SearchVersion.objects.filter(district=district)
        if not rows.exists():
            SearchVersion.objects.bulk_create(
                [SearchVersion(district_id=district)], ignore_conflicts=True
            )
        rows.update(number=F("number") + 1)


class VersionedQuerySet(models.QuerySet):
    """Bulk writes that count as changes."""

    def districts(self):
        """The districts whose search these rows belong to (set of primary keys; None: all)."""
        path = self.model.district_path
        return set(self.order_by().values_list(path, flat=True).distinct()) if path else {None}

    @transaction.atomic
    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        created = super().bulk_create(objs, *args, **kwargs)
        renew({one.searched_district for one in objs})
        return created

    @transaction.atomic
    def update(self, **values):
        rows = self.model.objects.filter(pk__in=list(self.values_list("pk", flat=True)))
        before = rows.districts()
        count = super().update(**values)
        renew(before | rows.districts())
        return count

    @transaction.atomic
    def delete(self):
        renew(self.districts())
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class Versioned(models.Model):
    """A row that the search is made of: writing it counts as a change, in the same transaction."""

    #: Lookup from a row to its district; empty where rows serve all districts.
    district_path = ""

    objects = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def searched_district(self):
        """Primary key of the district whose search this row belongs to; None: all."""
        return None

    @transaction.atomic
    def save(self, *args, **kwargs):
        before = type(self).objects.filter(pk=self.pk).districts() if self.pk else set()
        super().save(*args, **kwargs)
        renew(before | {self.searched_district})

    @transaction.atomic
    def delete(self, *args, **kwargs):
        renew({self.searched_district})
        return super().delete(*args, **kwargs)
