from uuid import uuid4

from django.db import models
from django.db.models import Q

from .districts import Department, District


def new_version():
    """A version that no row ever had before (str)."""
    return str(uuid4())


class DistrictVersionQuerySet(models.QuerySet):
    def everywhere(self):
        """What changes with that which all districts show."""
        return self.filter(district=None)

    def of_district(self, district):
        """What changes with anything that a district (primary key) shows."""
        return self.filter(Q(district=None) | Q(district=district))

    def of_department(self, slug):
        """What changes with anything that the district of a department shows."""
        district = Department.objects.filter(slug=slug).values("district")
        return self.filter(Q(district=None) | Q(district__in=district))

    def versions(self):
        """The versions of these rows: a value to compare (tuple of str, one query)."""
        return tuple(self.order_by("pk").values_list("version", flat=True))


class DistrictVersion(models.Model):
    """Changes with whatever pages and search show of a district; without one, of all districts.

    Written by triggers alone (``departments.shown``), in the transaction of the change: whoever
    sees the one sees the other. A district has one row, and another only for every further
    transaction that changed it at the same time: none waits for another. No row is ever deleted,
    and none bears the same version twice.
    """

    district = models.ForeignKey(
        District,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        # Checking it would lock the district; a row of a district that is gone does no harm.
        db_constraint=False,
    )
    version = models.CharField(max_length=36, default=new_version)

    objects = DistrictVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "区县内容版本"
        verbose_name_plural = "区县内容版本"
        default_permissions = []

    def __str__(self):
        return f"{self.district or '全部区县'} {self.version}"
