"""What makes a published edition unchangeable from Python.

Every record of a list (the edition itself, its entries, their rows) inherits :class:`Record` and
uses :class:`RecordQuerySet`; both refuse to write anything that belongs to a published edition.
``departments.protection.triggers`` refuses the same in the database, for whoever does not come through here.
"""

from django.apps import apps
from django.db import models


class PublishedEditionError(Exception):
    """A write was refused because it touches a published edition. Its text is shown to users."""

    def __init__(self, message="已公布的清单版本不可更改。请另拟新版本，经审查后公布。"):
        super().__init__(message)


class RecordQuerySet(models.QuerySet):
    """A queryset whose bulk writes refuse records of published editions."""

    def of_published_editions(self):
        """Those records of this queryset that belong to a published edition."""
        return self.filter(**{self.model.lookup_to_edition("state"): "published"})

    def update(self, **values):
        self.refuse_published()
        return super().update(**values)

    def delete(self):
        self.refuse_published()
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        self.model.refuse_published_among(obj.owning_edition_id for obj in objs)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs, *args, **kwargs):
        objs = list(objs)
        self.model.refuse_published_among(obj.owning_edition_id for obj in objs)
        # Django writes through update(), which looks at the owners that the database has.
        return super().bulk_update(objs, *args, **kwargs)

    def refuse_published(self):
        """Raise PublishedEditionError if one of these records belongs to a published edition."""
        if self.of_published_editions().exists():
            raise PublishedEditionError


class Record(models.Model):
    """A row of a list. Its writes are refused once its edition is published."""

    #: Field path from this model to its edition; empty for the edition itself.
    edition_path = ""

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def lookup_to_edition(cls, field):
        """The query lookup for ``field`` of the edition that owns a record of this model."""
        return "__".join(filter(None, [cls.edition_path, field]))

    @classmethod
    def edition_model(cls):
        """The model of editions, to which the path leads."""
        model = cls
        for name in filter(None, cls.edition_path.split("__")):
            model = model._meta.get_field(name).related_model
        return model

    @classmethod
    def refuse_published_among(cls, edition_ids):
        """Raise PublishedEditionError if one of these editions is published.

        The database is asked, not the object in memory: that may be older than the publication.
        """
        ids = {pk for pk in edition_ids if pk is not None}
        if ids and cls.edition_model().objects.filter(pk__in=ids, state="published").exists():
            raise PublishedEditionError

    @property
    def owning_edition_id(self):
        """Primary key of the edition that this record belongs to; None while it has none."""
        owner = self
        *path, last = self.edition_path.split("__")
        for name in path:
            owner = getattr(owner, name)
        return getattr(owner, f"{last}_id") if last else self.pk

    def save(self, *args, **kwargs):
        self._refuse_published()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._refuse_published()
        return super().delete(*args, **kwargs)

    def _refuse_published(self):
        self.refuse_published_among([self.owning_edition_id])
        if self.pk and not self._state.adding:
            type(self)._default_manager.filter(pk=self.pk).refuse_published()


def records_of(edition):
    """All records of an edition, and the edition itself (list)."""
    return [
        record
        for model in record_models()
        for record in model.objects.filter(**{model.lookup_to_edition("pk"): edition.pk})
    ]


def record_models():
    """All models whose records belong to an edition, and the edition itself."""
    return [model for model in apps.get_models() if issubclass(model, Record)]
