"""What tests of the admin share."""

from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.protection.immutability import record_models

REFUSED = "已公布的清单版本不可更改"


def page(model, name, *args):
    """The address of an admin page: changelist, add, change, delete, export."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def model_admins():
    """What the admin has pages of (dict of model to ModelAdmin)."""
    return admin.site._registry  # noqa: SLF001 (the only list of them)


def messages(response):
    return [str(message) for message in response.context["messages"]]


def count_queries(client, url):
    """How many queries a page takes, once the caches of content types are warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def stored(edition):
    """Every stored column of an edition and its records."""
    return {
        model: list(
            model.objects.filter(**{model.lookup_to_edition("pk"): edition.pk})
            .order_by("pk")
            .values()
        )
        for model in record_models()
    }


def as_sent(response, **changes):
    """What a browser sends when the form on a page is saved (dict), with some fields changed."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {
        name: str(value).replace("\n", "\r\n")
        for name, value in values.items()
        if value is not None
    } | changes


def new_rows(form, prefix, *rows):
    """The form with further inline rows (dicts of fields)."""
    count = int(form[f"{prefix}-TOTAL_FORMS"])
    typed = {
        f"{prefix}-{place}-{name}": value
        for place, row in enumerate(rows, start=count)
        for name, value in row.items()
    }
    return form | typed | {f"{prefix}-TOTAL_FORMS": count + len(rows)}


def delete(client, record):
    """Delete a record as people do, on the page that asks whether it is meant (the response)."""
    address = page(type(record), "delete", record.pk)
    shown = client.get(address).wsgi_request.deletion_version
    return client.post(address, {"post": "yes", "deletion_version": shown})


def delete_many(client, *records):
    """Delete records by the action of their list, once the page has asked (the response)."""
    address = page(type(records[0]), "changelist")
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in records]}
    shown = client.post(address, chosen).wsgi_request.deletion_version
    return client.post(address, chosen | {"post": "yes", "deletion_version": shown})
