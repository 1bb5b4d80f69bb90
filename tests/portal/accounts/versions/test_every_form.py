"""No change form of the admin overwrites what another saved while it was open."""

import re

import pytest
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, resolve

from boundaries.models import Body, BodyName, BoundaryMatter, Side, Subject
from departments.models import Annex, Department, District, Edition
from duties.models import Duty
from portal.accounts.models import Office, User
from portal.accounts.versions import site
from portal.accounts.versions.pages import VersionedPages
from portal.corrections.models import Correction
from portal.reviews.models import RouteSettings, RouteStage, SpecialDay
from portal.search.models import AskingPhrase, VocabularyWord
from portal.topics.models import Topic
from powers.models import Power
from services.models import Service
from supervision.models import Regime
from tests import cast
from tests.admin import as_sent, model_admins, page
from tests.boundaries.factories import make_body, make_subject
from tests.correcting import make_correction
from tests.factories import fill, make_department, make_draft, make_edition
from tests.topics import make_topic


def in_draft(model):
    fill(make_draft(), powers=True)
    return model.objects.first()


#: For each form: a record, and what another changes of it meanwhile.
CASES = {
    User: (cast.make_publisher, {"is_active": False}),
    Office: (lambda: Office.objects.create(name="信访局"), {"name": "信访办"}),
    District: (lambda: make_department().district, {"name": "改名区"}),
    Department: (make_department, {"phone": "0734-1"}),
    Edition: (make_draft, {"title": "改过的标题"}),
    Duty: (lambda: in_draft(Duty), {"text": "改过的职责"}),
    BoundaryMatter: (lambda: in_draft(BoundaryMatter), {"matter": "改过的事项"}),
    Regime: (lambda: in_draft(Regime), {"title": "改过的制度"}),
    Service: (lambda: in_draft(Service), {"name": "改过的服务"}),
    Power: (lambda: in_draft(Power), {"name": "改过的权责事项"}),
    Body: (lambda: make_body("weisheng", "卫生局"), {"note": "改过"}),
    BodyName: (
        lambda: make_body("weisheng", "卫生局", names=["区卫生局"]).names.get(),
        {"name": "卫生局"},
    ),
    Subject: (lambda: make_subject((make_edition().department, "B-0001")), {"summary": "改过"}),
    RouteSettings: (RouteSettings.objects.first, {"separate_judges": False}),
    RouteStage: (RouteStage.objects.first, {"working_days": 77}),
    SpecialDay: (
        lambda: SpecialDay.objects.create(day="2026-05-01", is_working=True),
        {"note": "改过"},
    ),
    AskingPhrase: (
        lambda: AskingPhrase.objects.create(
            department=make_edition().department, code="D-0001", text="怎么办低保"
        ),
        {"text": "低保怎么办"},
    ),
    VocabularyWord: (
        lambda: VocabularyWord.objects.create(word="低保", term="最低生活保障"),
        {"note": "改过"},
    ),
    Correction: (make_correction, {"answer": "改过的答复"}),
    Topic: (make_topic, {"description": "改过"}),
}
#: Forms in which nothing can be changed.
ONLY_SHOWN = {Side}


def change_forms():
    """The models that have a change form of Django's admin which an administrator may save."""
    for model, model_admin in model_admins().items():
        try:
            view = resolve(page(model, "change", 1)).func
        except NoReverseMatch:
            continue
        # The workbench's pages stand at that address, and hold versions of their own.
        if getattr(view, "model_admin", None) is model_admin:
            yield model, model_admin


@pytest.fixture
def forms(administrator, rf):
    request = rf.get("/")
    request.user = User.objects.get(username="gao")
    return {model for model, one in change_forms() if one.has_change_permission(request)}


def test_every_change_form_is_tried(forms):
    assert forms == set(CASES) | ONLY_SHOWN


@pytest.mark.parametrize("model", CASES, ids=lambda model: model.__name__)
def test_what_another_changed_meanwhile_is_not_overwritten(administrator, model):
    make, change = CASES[model]
    record = make()
    address = page(model, "change", record.pk)
    sent = as_sent(administrator.get(address))
    model.objects.filter(pk=record.pk).update(**change)
    answer = administrator.post(address, sent)
    assert answer.status_code == 200
    assert "记录已被改动" in answer.text
    (name,) = change
    assert str(model._meta.get_field(name).verbose_name) in answer.text
    assert "现在是：" in answer.text
    assert model.objects.filter(pk=record.pk, **change).exists()


@pytest.mark.parametrize("model", CASES, ids=lambda model: model.__name__)
def test_a_form_without_its_version_is_refused(administrator, model):
    record = CASES[model][0]()
    address = page(model, "change", record.pk)
    sent = as_sent(administrator.get(address)) | {"form_version": "x"}
    answer = administrator.post(address, sent)
    assert "看不出您打开的是哪个时候的内容" in answer.text


@pytest.mark.parametrize("model", CASES, ids=lambda model: model.__name__)
def test_the_version_stands_in_the_page(administrator, model):
    text = administrator.get(page(model, "change", CASES[model][0]().pk)).text
    assert len(re.findall('name="form_version" value="[^"]', text)) == 1


def test_a_list_whose_rows_are_forms_is_not_registered():
    class Editable(admin.ModelAdmin):
        list_editable = ["text"]

    with pytest.raises(ImproperlyConfigured, match="list_editable"):
        site.VersionedSite().register(Annex, Editable)


def test_what_any_app_registers_has_the_versioned_pages():
    ours = site.VersionedSite()
    ours.register(Annex)
    assert isinstance(ours.get_model_admin(Annex), VersionedPages)
    assert all(isinstance(one, VersionedPages) for one in model_admins().values())
