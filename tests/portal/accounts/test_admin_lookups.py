"""No parameter in the address of a list of the admin is an error of the server."""

import pytest
from django.db.models import DateField
from django.urls import reverse

from tests.admin import model_admins

pytestmark = pytest.mark.django_db

NUL, LARGE = "%00", "9" * 30
MODELS = sorted(model_admins(), key=lambda model: model._meta.label)


def filters(model):
    """Parameters of the list of a model that cannot be read (list of pairs of name and value)."""
    names = ["q", "pk"]
    for one in model_admins()[model].list_filter:
        name = one[0] if isinstance(one, tuple) else one
        names += [f"{name}__exact"] if isinstance(name, str) else getattr(name, "names", ())
    days = [field.name for field in model._meta.fields if isinstance(field, DateField)]
    return [(name, NUL) for name in names] + [
        (f"{name}__{part}", LARGE) for name in days for part in ("year", "gte")
    ]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_cannot_be_looked_for_is_no_error_of_the_server(administrator, model):
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    failed = [
        f"{page}?{name}={value}"
        for name, value in filters(model)
        if administrator.get(f"{page}?{name}={value}").status_code >= 500
    ]
    assert failed == []


def test_what_cannot_be_looked_for_is_said(administrator):
    page = reverse("admin:departments_edition_changelist")
    response = administrator.get(f"{page}?effective_from__year={LARGE}", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain == [(page, 302)]
    assert "网址中的条件无法识别" in response.text
