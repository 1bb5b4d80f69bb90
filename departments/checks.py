"""What Django's system checks say of the sections: each declares the columns that its models have."""

from django.core.checks import Error, register
from django.db.models import TextField

from .models import rows_of, section_models

#: Texts that every entry has beside the columns of its section.
BESIDE = {"group"}


@register
def check_declarations(app_configs, **kwargs):
    return [error for model in section_models() for error in _section_errors(model)]


def _section_errors(model):
    yield from _errors(model, model.section.columns)
    yield from _errors(rows_of(model).related_model, model.section.rows.columns)


def _errors(model, columns):
    fields = {
        field.name: str(field.verbose_name)
        for field in model._meta.concrete_fields
        if isinstance(field, TextField) and field.name not in BESIDE
    }
    declared = {column.field: column.label for column in columns}
    if fields != declared:
        differing = sorted(name for name, _ in fields.items() ^ declared.items())
        yield Error(
            f"部分的定义与数据表不一致：{model.__name__} 的 {'、'.join(dict.fromkeys(differing))}。",
            hint="在 section.py 中写明每一列，列名与模型字段的 verbose_name 相同。",
            obj=model,
            id="departments.E001",
        )
