from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.text import Truncator

from ..protection.immutability import RecordQuerySet
from ..sections import Section, record_of
from ..shapes import validate_extras
from .districts import Department
from .editions import Edition, EditionPart, PlacedRecord


def extras_field():
    """The columns that a place prints beside those of a section (list of {"heading", "text"})."""
    return models.JSONField("另列", blank=True, default=list, validators=[validate_extras])


class EntryQuerySet(RecordQuerySet):
    def in_force(self, on=None):
        """Entries of the editions in force on a day (a date; default today here)."""
        return self.filter(edition__in=Edition.objects.in_force(on))

    def with_rows(self):
        """With what a page or a document shows of an entry: rows, edition, department."""
        return self.select_related("edition__department", "source").prefetch_related(
            self.model.rows_name
        )


class ListEntry(EditionPart):
    """An entry of a section; the sections build on it and say what they are in ``section``.

    A code stays with its entry through all editions and is never used for another one. ``group``
    is the printed row above the entries of a group, ``extras`` are the columns that a place prints
    beside those of the section: a list of {"heading", "text"}.
    """

    #: The declaration of the section.
    section: Section = None

    code = models.CharField("编码", max_length=10)
    number = models.TextField("序号", blank=True, help_text="照清单原样，可空。")
    group = models.TextField("分组", blank=True, default="")
    extras = extras_field()

    objects = EntryQuerySet.as_manager()

    class Meta(EditionPart.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="%(class)s_code_unique",
                violation_error_message="本版清单中已有同一编码的条目。",
            ),
            models.UniqueConstraint(
                fields=["edition", "position"],
                name="%(class)s_position_unique",
                violation_error_message="本版清单中已有条目排在这个位置。",
            ),
        ]

    def __str__(self):
        return f"{self.code} {shortened(self.heading)}"

    @classproperty
    def section_key(cls):
        return cls.section.key

    @classproperty
    def section_title(cls):
        return cls.section.title

    @classproperty
    def code_prefix(cls):
        return cls.section.prefix

    @classproperty
    def rows_name(cls):
        return cls.section.rows.name

    def get_absolute_url(self):
        return reverse(f"{self.section_key}:entry", args=[self.edition.department.slug, self.code])

    @property
    def rows(self):
        """The entry's rows, in order (list)."""
        return list(getattr(self, self.rows_name).all())

    @property
    def heading(self):
        """What the entry is called."""
        return getattr(self, self.section.heading)

    def to_record(self):
        """This entry in the list format: see DESIGN, List JSON."""
        grouped = {"group": self.group} if self.group else {}
        return {
            "code": self.code,
            **record_of(self.section.columns, self),
            **grouped,
            **extras_record(self),
            "source_line": self.source_line,
            self.rows_name: [row.to_record() for row in self.rows],
        }


class EntryRow(PlacedRecord):
    """A row of an entry's table, or a part of its prose; the sections build on it."""

    #: The declaration of the section.
    section: Section = None

    extras = extras_field()

    class Meta:
        abstract = True
        ordering = ["position"]

    def to_record(self):
        """This row in the list format: see DESIGN, List JSON."""
        return {
            **record_of(self.section.rows.columns, self),
            **extras_record(self),
            "source_line": self.source_line,
        }


class CodeSeries(models.Model):
    """The last code given out to a department in a section, so that none is used twice."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="+")
    prefix = models.CharField(max_length=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "编码序列"
        verbose_name_plural = "编码序列"
        constraints = [
            models.UniqueConstraint(fields=["department", "prefix"], name="code_series_unique")
        ]

    def __str__(self):
        return f"{self.department} {self.prefix}-{self.last:04d}"


def extras_record(record):
    """What the list format says of further columns: nothing where there are none (dict)."""
    return {"extras": record.extras} if record.extras else {}


def shortened(text):
    """A text by which a person recognises a record in a list of records."""
    return Truncator(text).chars(40)


def section_models():
    """The section models, in the order in which a list prints them."""
    sections = [model for model in apps.get_models() if issubclass(model, ListEntry)]
    return sorted(sections, key=lambda model: model.section.order)


def declared_sections():
    """What the sections of all installed section apps declare, in the same order (list of Section)."""
    return [model.section for model in section_models()]


def beside_models():
    """The models of what an edition says beside its entries: annexes, notes, headings."""
    parts = [model for model in apps.get_models() if issubclass(model, EditionPart)]
    return [model for model in parts if not issubclass(model, ListEntry)]


def rows_of(model):
    """The relation from a section model to its rows (``related_model``; ``field`` leads back)."""
    return model._meta.get_field(model.rows_name)
