"""By what the log is narrowed in the admin: between two days, and to one record or kind of record."""

from datetime import datetime, time, timedelta
from urllib.parse import parse_qsl

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.utils import timezone
from django.utils.dateparse import parse_date

from .watched import ALSO_NOTED, watched


class FormFilter(admin.ListFilter):
    """A filter whose values are typed or chosen in a small form; ``names`` are its parameters."""

    template = "admin/audit/_form_filter.html"
    names = ()

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        for name in self.names:
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1].strip()

    def has_output(self):
        return True

    def expected_parameters(self):
        return list(self.names)

    def value(self, name):
        return self.used_parameters.get(name, "")

    def choices(self, changelist):
        """What the template needs, as its only choice: the fields, and the other parameters kept."""
        kept = changelist.get_query_string(remove=[*self.names, "p"]).removeprefix("?")
        yield {"fields": list(self.fields()), "kept": _pairs(kept)}


class DaysFilter(FormFilter):
    title = "日期"
    names = ("since", "until")

    def fields(self):
        for name, label in zip(self.names, ("从", "到"), strict=True):
            yield {"name": name, "label": label, "type": "date", "value": self.value(name)}

    def queryset(self, request, queryset):
        if since := self.value("since"):
            queryset = queryset.filter(at__gte=_midnight(since))
        if until := self.value("until"):
            queryset = queryset.filter(at__lt=_midnight(until, days=1))
        return queryset


class SubjectFilter(FormFilter):
    """A kind of record (``reviews.adjustment``), or one record (``reviews.adjustment:7``)."""

    title = "对象"
    names = ("about",)

    def fields(self):
        chosen = self.value("about")
        kinds = kinds_of_records()
        if chosen and chosen not in dict(kinds):
            kinds = [(chosen, one_record(chosen)), *kinds]
        yield {"name": "about", "label": "种类", "value": chosen, "options": kinds}

    def queryset(self, request, queryset):
        chosen = self.value("about")
        if not chosen:
            return queryset
        if ":" in chosen:
            return queryset.filter(subject=chosen)
        return queryset.filter(subject__startswith=f"{chosen}:")


def kinds_of_records():
    """The kinds of records of which the log speaks, by label (sorted list of pairs)."""
    models = [apps.get_model(label) for label in {*watched(), *ALSO_NOTED}]
    return sorted((model._meta.label_lower, str(model._meta.verbose_name)) for model in models)


def one_record(subject):
    """What a record is called for which the list of kinds has no line (str)."""
    label, _, key = subject.partition(":")
    return f"{dict(kinds_of_records()).get(label, label)} {key}".strip()


def _midnight(text, days=0):
    try:
        day = parse_date(text)
        return timezone.make_aware(datetime.combine(day, time.min) + timedelta(days=days))
    except (TypeError, ValueError, OverflowError) as error:
        raise IncorrectLookupParameters from error


def _pairs(query):
    return parse_qsl(query, keep_blank_values=True)
