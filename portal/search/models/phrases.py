from django.db import models
from django.db.models import Q

from departments.models import Department
from departments.publishing.codes import validate_code, validate_has_entry
from departments.shown.declaration import shown


@shown("department__district")
class AskingPhrase(models.Model):
    """How a citizen would ask for an entry (常见问法).

    Keyed by department and code, so that it stays with its entry through all editions.
    """

    department = models.ForeignKey(
        Department, models.CASCADE, related_name="asking_phrases", verbose_name="部门"
    )
    code = models.CharField("条目编码", max_length=10, validators=[validate_code])
    text = models.CharField("问法", max_length=100)

    class Meta:
        verbose_name = "常见问法"
        verbose_name_plural = "常见问法"
        ordering = ["department", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "code", "text"],
                name="asking_phrase_unique",
                violation_error_message="这个条目已有同样的问法。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="asking_phrase_not_empty",
                violation_error_message="问法不能为空。",
            ),
        ]

    def __str__(self):
        return self.text

    def clean(self):
        if self.department_id:
            validate_has_entry(self.department, self.code)
