"""The admin of districts, departments, editions and what the program alone writes."""

import pytest
from django.contrib import admin
from django.db import IntegrityError
from django.urls import reverse

from departments.models import (
    Annex,
    Department,
    DepartmentName,
    District,
    Edition,
    Maintenance,
    SectionHeading,
    SourceDocument,
    section_models,
)
from departments.protection import triggers
from departments.protection.immutability import Record
from tests.admin import (
    REFUSED,
    as_sent,
    count_queries,
    delete,
    messages,
    model_admins,
    new_rows,
    page,
    stored,
)
from tests.factories import (
    SECOND_DAY,
    add_annex,
    add_duty,
    add_heading,
    fill,
    make_department,
    make_district,
    make_draft,
    make_edition,
    make_source,
    publish,
)


def test_speaks_chinese_throughout(administrator):
    text = administrator.get("/admin/").content.decode()
    for words in ("责任清单管理", "部门与清单版本", "区县", "部门职责", "管理事项", "监管制度"):
        assert words in text


def test_every_list_model_has_a_page():
    registered = set(model_admins())
    assert {District, Department, Edition, SourceDocument, Maintenance} <= registered
    assert set(section_models()) <= registered


def test_a_visitor_is_sent_to_sign_in(client, db):
    response = client.get(page(Edition, "changelist"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


@pytest.mark.parametrize("model", [District, Department, Edition, SourceDocument, Maintenance])
def test_staff_without_rights_are_refused(stranger, model):
    for name in ("changelist", "add"):
        assert stranger.get(page(model, name)).status_code == 403


def department_form(administrator, **fields):
    """The filled-in form of a new department."""
    return as_sent(administrator.get(page(Department, "add"))) | {
        "district": make_district().pk,
        "order": 8,
        "name": "衡阳市蒸湘区民政局",
        "short_name": "民政局",
        "slug": "minzheng",
        **fields,
    }


def test_a_department_is_made_with_its_names(administrator):
    names = [
        {"kind": "signboard", "name": "蒸湘区老龄工作委员会办公室", "position": 0},
        {"kind": "former", "name": "蒸湘区民政科", "position": 0},
    ]
    form = new_rows(department_form(administrator), "names", *names)
    administrator.post(page(Department, "add"), form)
    department = Department.objects.get(slug="minzheng")
    assert department.signboards == ["蒸湘区老龄工作委员会办公室"]
    assert department.names_of_kind(DepartmentName.Kind.FORMER) == ["蒸湘区民政科"]


def test_a_department_is_found_by_any_of_its_names(administrator):
    make_department("nongban", "农村工作办公室", signboards=["水利农机局"])
    make_department("minzheng", "民政局")
    found = administrator.get(page(Department, "changelist"), {"q": "水利"})
    assert [department.slug for department in found.context["cl"].queryset] == ["nongban"]


def test_two_departments_of_a_district_cannot_share_a_short_name(administrator):
    make_department(short_name="民政局")
    form = department_form(administrator, slug="other")
    response = administrator.post(page(Department, "add"), form)
    assert "本区县已有同一简称的部门" in response.content.decode()


@pytest.mark.parametrize("make", [make_draft, make_edition])
def test_a_department_with_editions_is_not_deleted(administrator, make):
    department = make().department
    response = administrator.post(page(Department, "delete", department.pk), {"post": "yes"})
    assert response.status_code == 200
    chosen = {"action": "delete_selected", "_selected_action": [department.pk], "post": "yes"}
    administrator.post(page(Department, "changelist"), chosen)
    assert Department.objects.filter(pk=department.pk).exists()


def make_maintenance():
    with triggers.maintenance("更正导入错误", "高管理") as record:
        return record


@pytest.mark.parametrize("make", [make_source, make_maintenance])
def test_what_only_the_program_writes_is_read_only(administrator, make):
    record = make()
    model = type(record)
    shown = administrator.get(page(model, "change", record.pk))
    assert shown.status_code == 200
    assert not shown.context["has_change_permission"]
    refused = [
        administrator.post(page(model, "change", record.pk), {}),
        administrator.post(page(model, "delete", record.pk), {"post": "yes"}),
        administrator.post(page(model, "add"), {}),
    ]
    assert [response.status_code for response in refused] == [403, 403, 403]
    chosen = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    administrator.post(page(model, "changelist"), chosen)
    assert model.objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("?state__exact=draft", 1),
        ("?q=民政", 2),
        ("?q=卫生", 0),
        ("?effective_from__year=2024", 1),
    ],
)
def test_editions_are_listed_filtered_and_searched(administrator, query, count):
    make_draft(make_edition().department)
    response = administrator.get(page(Edition, "changelist") + query)
    assert response.context["cl"].result_count == count


def test_an_edition_is_found_by_the_start_of_its_digest(administrator):
    edition = make_edition()
    found = administrator.get(page(Edition, "changelist"), {"q": edition.digest[:12]})
    assert list(found.context["cl"].queryset) == [edition]


@pytest.mark.parametrize("model", [Department, Edition, *section_models()])
def test_a_change_list_takes_no_more_queries_for_more_rows(administrator, model):
    make_edition()
    few = count_queries(administrator, page(model, "changelist"))
    for name in ("weisheng", "jiaoyu", "shuili"):
        make_edition(make_department(name, name), entries=3)
    assert count_queries(administrator, page(model, "changelist")) == few <= 9


def test_an_edition_links_to_its_entries_with_counts(administrator):
    draft = make_draft()
    add_duty(draft)
    add_duty(draft, "另一项职责")
    shown = administrator.get(page(Edition, "change", draft.pk)).content.decode()
    for model in section_models():
        count = model.objects.filter(edition=draft).count()
        url = page(model, "changelist") + f"?edition__id__exact={draft.pk}"
        assert f'<a href="{url}">{model.section_title}</a>（{count} 条）' in shown
        assert f"{page(model, 'add')}?edition={draft.pk}" in shown
    entries = administrator.get(
        page(section_models()[0], "changelist") + f"?edition__id__exact={draft.pk}"
    )
    assert entries.context["cl"].result_count == 2


def test_a_draft_is_made_and_edited(administrator):
    department = make_department()
    new = as_sent(administrator.get(page(Edition, "add")), department=department.pk)
    administrator.post(page(Edition, "add"), new | {"title": " 民政局 \r\n\r\n责任清单"})
    draft = Edition.objects.get()
    assert (draft.department, draft.title) == (department, "民政局\n责任清单")
    url = page(Edition, "change", draft.pk)
    administrator.post(url, as_sent(administrator.get(url), list_type="权力清单"))
    draft.refresh_from_db()
    assert draft.list_type == "权力清单"


def test_a_page_saved_untouched_changes_nothing(administrator):
    draft = make_draft(source=make_source())
    draft.title = "民政局\n责任清单"
    draft.save()
    add_annex(draft, body="一、追究情形\n二、追究方式")
    add_heading(draft, marker="……\n无")
    before = stored(draft)
    url = page(Edition, "change", draft.pk)
    assert administrator.post(url, as_sent(administrator.get(url))).status_code == 302
    assert stored(draft) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", "published"),
        ("number", "7"),
        ("digest", "f" * 64),
        ("previous_digest", "f" * 64),
        ("record_digest", "f" * 64),
        ("effective_from", "2024-01-01"),
        ("published_at_0", "2024-01-01"),
        ("department_name", "别的局"),
        ("signboards", '["别的局"]'),
        ("department", "0"),
    ],
)
def test_what_publication_gives_is_never_typed(administrator, field, value):
    draft = make_draft()
    before = stored(draft)
    url = page(Edition, "change", draft.pk)
    administrator.post(url, as_sent(administrator.get(url), **{field: value}))
    assert stored(draft) == before


def test_annexes_and_headings_of_a_draft_are_edited_and_keep_their_order(administrator):
    draft = make_draft()
    add_annex(draft)
    add_heading(draft)
    url = page(Edition, "change", draft.pk)
    form = as_sent(administrator.get(url)) | {"sectionheading_set-0-marker": "无"}
    form = new_rows(form, "annex_set", {"heading": "附则"}, {"heading": "说明"})
    administrator.post(url, form)
    places = list(Annex.objects.values_list("position", "heading"))
    assert places == [(1, "责任追究机制"), (2, "附则"), (3, "说明")]
    assert SectionHeading.objects.get().marker == "无"


def test_a_published_edition_is_shown_read_only(administrator):
    draft = make_draft()
    add_annex(draft)
    edition = publish(draft)
    response = administrator.get(page(Edition, "change", edition.pk))
    text = response.content.decode()
    assert edition.digest in text
    assert "责任追究机制" in text
    assert 'name="_save"' not in text
    assert 'name="title"' not in text
    assert "annex_set-__prefix__" not in text
    assert "?edition=" not in text
    assert page(Edition, "delete", edition.pk) not in text


@pytest.mark.parametrize("model", [Edition, *section_models()])
def test_rows_of_a_published_edition_may_not_be_touched(rf, admin_user, model):
    request = rf.get("/")
    request.user = admin_user
    edition = make_edition(powers=True)
    draft = fill(make_draft(edition.department), powers=True)
    for owner, may in ((edition, False), (draft, True)):
        record = owner if model is Edition else model.objects.get(edition=owner)
        for inline in admin.site.get_model_admin(model).get_inline_instances(request):
            assert inline.has_add_permission(request, record) is may
            assert inline.has_change_permission(request, record) is may
            assert inline.has_delete_permission(request, record) is may
            assert inline.has_view_permission(request, record)


def test_no_page_of_the_admin_publishes(administrator):
    text = administrator.get(page(Edition, "change", make_draft().pk)).content.decode()
    assert 'name="_save"' in text
    assert "公布</button>" not in text
    assert Edition.objects.published().count() == 0


@pytest.mark.parametrize("name", ["change", "delete"])
def test_a_page_sent_after_the_publication_is_answered_with_the_reason(administrator, name):
    draft = fill(make_draft())
    opened = administrator.get(page(Edition, "change", draft.pk))
    before = stored(publish(draft))
    form = as_sent(opened, title="改过的标题", post="yes")
    response = administrator.post(page(Edition, name, draft.pk), form, follow=True)
    assert response.status_code == 200
    assert any(REFUSED in message for message in messages(response))
    assert stored(draft) == before


def test_a_forged_bulk_deletion_deletes_nothing(administrator):
    edition = make_edition()
    draft = make_draft(edition.department)
    chosen = {
        "action": "delete_selected",
        "_selected_action": [edition.pk, draft.pk],
        "post": "yes",
    }
    assert administrator.post(page(Edition, "changelist"), chosen).status_code == 200
    assert Edition.objects.count() == 2


def test_a_draft_is_deleted_with_all_its_entries(administrator):
    draft = fill(make_draft())
    delete(administrator, draft)
    assert not Edition.objects.exists()
    assert not any(model.objects.exists() for model in section_models())


@pytest.mark.parametrize("seen_by", ["model", "trigger"])
def test_a_publication_during_the_saving_is_explained(administrator, monkeypatch, seen_by):
    draft = fill(make_draft())
    save_model = admin.ModelAdmin.save_model

    def publish_first(*args):
        publish(draft)
        if seen_by == "trigger":
            monkeypatch.setattr(Record, "_refuse_published", lambda record: None)
        save_model(*args)

    monkeypatch.setattr(admin.ModelAdmin, "save_model", publish_first)
    url = page(Edition, "change", draft.pk)
    form = as_sent(administrator.get(url), title="改过的标题")
    response = administrator.post(url, form, follow=True)
    assert any(REFUSED in message for message in messages(response))
    assert Edition.objects.get().title == draft.title


def test_another_error_of_the_database_is_not_taken_for_a_refusal(administrator, monkeypatch):
    def fail(*args):
        raise IntegrityError("another constraint")

    monkeypatch.setattr(admin.ModelAdmin, "save_model", fail)
    url = page(Edition, "change", make_draft().pk)
    with pytest.raises(IntegrityError, match="another constraint"):
        administrator.post(url, as_sent(administrator.get(url)))


def test_only_a_published_edition_has_an_address_on_the_site(administrator):
    edition = make_edition()
    later = publish(fill(make_draft(edition.department)), SECOND_DAY)
    draft = make_draft(edition.department)
    shown = {
        each: administrator.get(page(Edition, "change", each.pk)).context["has_absolute_url"]
        for each in (edition, later, draft)
    }
    assert shown == {edition: True, later: True, draft: False}
