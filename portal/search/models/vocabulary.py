from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from departments.shown.declaration import EVERYWHERE, shown


@shown(EVERYWHERE)
class VocabularyWord(models.Model):
    """An everyday word and an official term that it means (俗称 → 规范用语)."""

    class Kind(models.TextChoices):
        EVERYDAY = "everyday", "俗称"
        ABBREVIATION = "abbreviation", "简称"
        BODY = "body", "机构"
        FORMER = "former", "原称或后称"
        STATUTE = "statute", "法规"
        DIALECT = "dialect", "方言"

    class Direction(models.TextChoices):
        ONE_WAY = "oneway", "单向（俗称 → 规范用语）"
        BOTH = "both", "双向"

    word = models.CharField("俗称", max_length=30)
    term = models.CharField("规范用语", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=Kind, default=Kind.EVERYDAY)
    direction = models.CharField("方向", max_length=6, choices=Direction, default=Direction.ONE_WAY)
    weight = models.DecimalField(
        "把握",
        max_digits=3,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal("0.05")), MaxValueValidator(1)],
        help_text="0.05 到 1：说这个词时有多大把握指这个规范用语。",
    )
    field = models.CharField("领域", max_length=20, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "俗称词汇"
        verbose_name_plural = "俗称词汇"
        ordering = ["word", "-weight", "term"]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "term"],
                name="vocabulary_word_unique",
                violation_error_message="这个俗称已经对应到这个规范用语。",
            ),
            models.CheckConstraint(
                condition=~Q(word=F("term")) & ~Q(word="") & ~Q(term=""),
                name="vocabulary_word_means_another",
                violation_error_message="俗称和规范用语都要填写，而且不能相同。",
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=1),
                name="vocabulary_weight_range",
                violation_error_message="把握须大于 0，不超过 1。",
            ),
        ]

    def __str__(self):
        return f"{self.word} → {self.term}"
