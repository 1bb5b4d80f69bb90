from django.db import models
from django.db.models import Q

from .editions import Edition


class Origin(models.Model):
    """From which edition the text of a draft comes that did not begin as the latest one.

    Of a draft that was read from a file it is what the draft is merged by (``edition``; None where
    nothing was published yet). ``rivals`` are the numbers of other editions from which the text may
    as well come; ``remark`` says what else there is to know of the file. Written once.
    """

    class Found(models.TextChoices):
        MARK = "mark", "文件带有它的标记"
        LIKEST = "likest", "与它最相近"
        RETURN = "return", "选定恢复为它"
        FIRST = "first", "当时还没有公布的清单"

    draft = models.OneToOneField(
        Edition, models.CASCADE, related_name="origin", verbose_name="草稿"
    )
    edition = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="文字来自的版本",
    )
    found = models.CharField("怎样认定", max_length=10, choices=Found)
    rivals = models.JSONField("也可能来自的版次", default=list, blank=True)
    remark = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "草稿文字的来历"
        verbose_name_plural = "草稿文字的来历"
        constraints = [
            models.CheckConstraint(
                condition=Q(found="first", edition__isnull=True)
                | (~Q(found="first") & Q(edition__isnull=False)),
                name="origin_names_an_edition",
                violation_error_message="须写明文字来自哪一版；还没有公布的清单的除外。",
            )
        ]

    def __str__(self):
        return self.sentence

    @property
    def is_return(self):
        """Whether an earlier edition is to come back: then nothing is merged."""
        return self.found == self.Found.RETURN

    @property
    def sentence(self):
        """Where the text comes from and how that is known (str)."""
        return self._source + self.remark

    @property
    def _source(self):
        if self.is_return:
            return f"恢复为{self.edition.label}的文字。"
        name = self.draft.source.name if self.draft.source else ""
        read = f"读自文件“{name}”" if name else "导入的草稿"
        if self.edition is None:
            return f"{read}，{self.get_found_display()}。"
        if not self.rivals:
            return f"{read}，文字来自{self.edition.label}（{self.get_found_display()}）。"
        others = "、".join(f"第 {number} 版" for number in self.rivals)
        return (
            f"{read}，文字来自{self.edition.label}还是{others}，分不清；"
            "因此而不同的条目，都须取舍。"
        )
