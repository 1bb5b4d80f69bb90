from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ..protection.immutability import PublishedEditionError, Record, RecordQuerySet
from ..shapes import validate_tables
from ..shown.declaration import EVERYWHERE, shown
from .districts import Department


@shown(EVERYWHERE)
class SourceDocument(models.Model):
    """A document that entries were read from. The digest tells which bytes."""

    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    encoding = models.CharField("编码", max_length=20)
    line_count = models.PositiveIntegerField("行数")
    imported_at = models.DateTimeField("导入时间", default=timezone.now)

    class Meta:
        verbose_name = "来源文件"
        verbose_name_plural = "来源文件"
        ordering = ["-imported_at"]

    def __str__(self):
        return self.name


class EditionQuerySet(RecordQuerySet):
    def drafts(self):
        return self.filter(state=Edition.State.DRAFT)

    def published(self):
        """All published editions: superseded, in force, to come into force later, and cancelled."""
        return self.filter(state=Edition.State.PUBLISHED)

    def uncancelled(self):
        """The published editions that are, were or will be in force."""
        return self.published().filter(cancellation=None)

    def cancelled(self):
        """The published editions that were cancelled before their day came."""
        return self.published().filter(cancellation__isnull=False)

    def in_force(self, on=None):
        """For each department the edition in force on a day (a date; default today here)."""
        day = on or timezone.localdate()
        begun = Edition.objects.uncancelled().filter(effective_from__lte=day)
        later = begun.filter(
            department=models.OuterRef("department"), number__gt=models.OuterRef("number")
        )
        return self.uncancelled().filter(effective_from__lte=day).filter(~models.Exists(later))

    def last_uncancelled(self):
        """Of the editions of one department the last that stands, in force or to come (or None)."""
        return self.uncancelled().order_by("number").last()

    def update(self, **values):
        if values.get("state", Edition.State.DRAFT) != Edition.State.DRAFT:
            raise PublishedEditionError(NOT_THIS_WAY)
        return super().update(**values)

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        if any(edition.state != Edition.State.DRAFT for edition in objs):
            raise PublishedEditionError(NOT_THIS_WAY)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs, *args, **kwargs):
        objs = list(objs)
        if any(edition.state != Edition.State.DRAFT for edition in objs):
            raise PublishedEditionError(NOT_THIS_WAY)
        return super().bulk_update(objs, *args, **kwargs)

    def seal(self, edition):
        """Write a draft's publication. For ``departments.publishing.publication`` only, which checks it.

        Returns False when the draft was published or deleted meanwhile.
        """
        columns = [
            field.attname
            for field in Edition._meta.concrete_fields
            if field.attname not in ("id", "department_id")
        ]
        draft = models.QuerySet(Edition, using=self.db).filter(pk=edition.pk, state="draft")
        return bool(draft.update(**{name: getattr(edition, name) for name in columns}))


NOT_THIS_WAY = "清单版本只能经审查公布，不能直接改为“已公布”。"


@shown("department__district", where="{row}.state = 'published'")
class Edition(Record):
    """A department's whole list: a draft, or as published on one day.

    A draft is edited freely and has neither number nor date. Publication numbers it, freezes the
    names it is published under and chains it by its digest to the edition before it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        PUBLISHED = "published", "已公布"

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="editions", verbose_name="部门"
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    number = models.PositiveIntegerField("版次", null=True, blank=True)
    title = models.CharField("清单标题", max_length=300, blank=True)
    list_type = models.CharField("清单类型", max_length=20, blank=True)
    source = models.ForeignKey(
        SourceDocument, models.PROTECT, null=True, blank=True, verbose_name="来源文件"
    )
    effective_from = models.DateField("施行日期", null=True, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    created_at = models.DateTimeField("建立时间", default=timezone.now)
    district_code = models.CharField("公布时的区划代码", max_length=6, blank=True)
    district_name = models.CharField("公布时的区县名称", max_length=60, blank=True)
    department_name = models.CharField("公布时的部门名称", max_length=120, blank=True)
    signboards = models.JSONField("公布时的加挂牌子", default=list, blank=True)
    previous_digest = models.CharField("上一版摘要", max_length=64, blank=True)
    digest = models.CharField("摘要", max_length=64, blank=True)
    record_digest = models.CharField(
        "存档摘要",
        max_length=64,
        blank=True,
        help_text="覆盖本版在数据库中的全部字段，包括不对外公布的字段。",
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "清单版本"
        verbose_name_plural = "清单版本"
        ordering = ["department", F("number").desc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "number"],
                name="edition_number_unique",
                violation_error_message="这个部门已有同一版次的清单。",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="draft",
                    number__isnull=True,
                    effective_from__isnull=True,
                    published_at__isnull=True,
                    previous_digest="",
                    digest="",
                    record_digest="",
                )
                | (
                    Q(
                        state="published",
                        number__gte=1,
                        effective_from__isnull=False,
                        published_at__isnull=False,
                    )
                    & ~Q(digest="")
                    & ~Q(record_digest="")
                ),
                name="edition_state_consistent",
                violation_error_message="已公布的版本须有版次、施行日期、公布时间和摘要，草稿不得有。",
            ),
            models.CheckConstraint(
                condition=Q(number=1, previous_digest="")
                | (Q(number__gt=1) & ~Q(previous_digest=""))
                | Q(number__isnull=True),
                name="edition_chained",
                violation_error_message="第二版起，每一版须带有上一版的摘要。",
            ),
        ]

    def __str__(self):
        return f"{self.department} {self.label}"

    @property
    def label(self):
        """Short name of the edition within its department: 第 2 版 or 草稿."""
        return f"第 {self.number} 版" if self.number else "草稿"

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_cancelled(self):
        """Whether it was cancelled before its day came. Asks the database unless selected along."""
        return self.is_published and hasattr(self, "cancellation")

    @property
    def effective_to(self):
        """The day on which another takes its place; None while there is none, or if cancelled."""
        if not self.number or self.is_cancelled:
            return None
        later = self.department.editions.uncancelled().filter(number__gt=self.number)
        return later.order_by("number").values_list("effective_from", flat=True).first()

    def is_in_force(self, on=None):
        """Whether this edition is the one in force on a day (a date; default today here)."""
        return self.is_published and Edition.objects.in_force(on).filter(pk=self.pk).exists()

    def get_absolute_url(self):
        return reverse("departments:edition", args=[self.department.slug, self.number])

    def save(self, *args, **kwargs):
        if self.state != self.State.DRAFT:
            raise PublishedEditionError(NOT_THIS_WAY)
        super().save(*args, **kwargs)


class PlacedRecord(Record):
    """A record with its place among its like and its place in the source document."""

    position = models.PositiveIntegerField("序")
    source = models.ForeignKey(
        SourceDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="来源文件",
    )
    source_line = models.PositiveIntegerField("来源行", null=True, blank=True)

    class Meta:
        abstract = True


class EditionPart(PlacedRecord):
    """What belongs to an edition directly."""

    edition_path = "edition"

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="%(class)s_set", verbose_name="清单版本"
    )

    class Meta:
        abstract = True
        ordering = ["edition", "position"]


class Annex(EditionPart):
    """A part of a list that is none of its sections (责任追究机制 is a common one).

    ``after`` is the key of the section below which it is printed, empty: at the end. ``tables`` are
    those below its text, a list of {"headings": [text], "rows": [[text]]}.
    """

    heading = models.CharField("标题", max_length=200)
    body = models.TextField("正文", blank=True)
    after = models.CharField("排在哪一部分之后", max_length=20, blank=True, default="")
    tables = models.JSONField("表格", blank=True, default=list, validators=[validate_tables])

    class Meta(EditionPart.Meta):
        verbose_name = "附录"
        verbose_name_plural = "附录"
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="annex_position_unique")
        ]

    def __str__(self):
        return self.heading

    def to_record(self):
        """This annex in the list format: see DESIGN, List JSON."""
        beside = {"after": self.after, "tables": self.tables}
        return {
            "heading": self.heading,
            "body": self.body,
            "source_line": self.source_line,
            **{key: value for key, value in beside.items() if value},
        }


class Note(EditionPart):
    """A line printed beside the tables of a list: 注：…, signature, date, year of print.

    ``after`` is the key of the section below which it is printed, empty: at the end.
    """

    text = models.TextField("文字")
    after = models.CharField("排在哪一部分之后", max_length=20, blank=True, default="")

    class Meta(EditionPart.Meta):
        verbose_name = "附注"
        verbose_name_plural = "附注"
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="note_position_unique")
        ]

    def __str__(self):
        return self.text

    def to_record(self):
        """This note in the list format: see DESIGN, List JSON."""
        placed = {"after": self.after} if self.after else {}
        return {"text": self.text, **placed, "source_line": self.source_line}


class SectionHeading(EditionPart):
    """A section's heading as printed, and what stands there in place of entries (无, ……)."""

    section = models.CharField("部分", max_length=20)
    text = models.CharField("标题原文", max_length=200)
    marker = models.TextField("空缺标记", blank=True)

    class Meta(EditionPart.Meta):
        verbose_name = "部分标题"
        verbose_name_plural = "部分标题"
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="heading_position_unique")
        ]

    def __str__(self):
        return self.text


@shown(EVERYWHERE)  # the only time in which what is published changes
class Maintenance(models.Model):
    """A time in which the database let published records be written, by whom and why.

    While one is open the triggers stand aside. See ``departments.protection.triggers.maintenance``.
    """

    reason = models.TextField("事由")
    operator = models.CharField("操作人", max_length=150)
    opened_at = models.DateTimeField("开始", default=timezone.now)
    closed_at = models.DateTimeField("结束", null=True, blank=True)

    class Meta:
        verbose_name = "数据维护记录"
        verbose_name_plural = "数据维护记录"
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(operator=""),
                name="maintenance_explained",
                violation_error_message="须写明操作人和事由。",
            )
        ]

    def __str__(self):
        opened_at = timezone.localtime(self.opened_at)
        return f"{opened_at:%Y-%m-%d %H:%M} {self.operator}：{self.reason}"
