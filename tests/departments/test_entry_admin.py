"""What the admin pages of the sections have in common."""

import csv
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO, StringIO

import pytest
from django.db import transaction
from django.urls import reverse
from openpyxl import load_workbook

from departments.models import Edition, section_models
from tests import factories
from tests.admin import (
    REFUSED,
    as_sent,
    count_queries,
    delete,
    messages,
    new_rows,
    page,
    stored,
)
from tests.cast import make_administrator, signed_in
from tests.databases import in_thread, wait_until_it_waits, with_many_writers
from tests.factories import FAR_FUTURE, SECOND_DAY, make_department, make_draft, publish

fill = partial(factories.fill, powers=True)
make_edition = partial(factories.make_edition, powers=True)

pytestmark = pytest.mark.parametrize("model", section_models(), ids=lambda model: model.section_key)


def first_text(model):
    """The section's own first field, which names its entries."""
    return model.section.heading


def test_visitors_and_staff_without_rights_are_refused(client, stranger, model):
    entry = model.objects.get(edition=make_edition())
    urls = [page(model, name) for name in ("changelist", "add", "export")]
    for url in [*urls, page(model, "change", entry.pk), page(model, "delete", entry.pk)]:
        for answer in (stranger.get(url), stranger.post(url)):
            assert answer.status_code == 403
        for answer in (client.get(url), client.post(url)):
            assert answer.url.startswith(reverse("admin:login"))


def test_a_new_entry_gets_the_next_code_and_the_last_place(administrator, model):
    draft = fill(make_draft(), entries=2)
    opened = administrator.get(page(model, "add") + f"?edition={draft.pk}")
    form = as_sent(opened, **{first_text(model): "新的一项", "number": "3"})
    typed = {"code": "D-9999", "position": "1", "source_line": "7"}
    assert administrator.post(page(model, "add"), form | typed).status_code == 302
    entry = model.objects.get(code=f"{model.code_prefix}-0003")
    assert (entry.edition, entry.position, entry.number) == (draft, 3, "3")
    assert (entry.heading, entry.source_line) == ("新的一项", None)


def test_a_code_of_a_deleted_entry_is_not_given_again(administrator, model):
    draft = fill(make_draft())
    delete(administrator, model.objects.get())
    assert not model.objects.exists()
    opened = administrator.get(page(model, "add") + f"?edition={draft.pk}")
    administrator.post(page(model, "add"), as_sent(opened, **{first_text(model): "新的一项"}))
    assert model.objects.get().code == f"{model.code_prefix}-0002"


def test_an_entry_without_an_edition_is_asked_for_one(administrator, model):
    form = as_sent(administrator.get(page(model, "add")), **{first_text(model): "新的一项"})
    response = administrator.post(page(model, "add"), form)
    assert "edition" in response.context["adminform"].form.errors
    assert not model.objects.exists()


def test_no_entry_is_added_to_a_published_edition(administrator, model):
    edition = make_edition()
    before = stored(edition)
    opened = administrator.get(page(model, "add") + f"?edition={edition.pk}")
    form = as_sent(opened, edition=edition.pk, **{first_text(model): "新的一项"})
    response = administrator.post(page(model, "add"), form)
    assert "edition" in response.context["adminform"].form.errors
    assert stored(edition) == before


def test_an_entry_of_a_draft_saved_untouched_does_not_change(administrator, model):
    draft = fill(make_draft(), rows=3)
    model.objects.update(**{first_text(model): "第一行\n第二行"})
    before = stored(draft)
    url = page(model, "change", model.objects.get().pk)
    assert administrator.post(url, as_sent(administrator.get(url))).status_code == 302
    assert stored(draft) == before


def test_rows_of_a_draft_are_edited_removed_and_added_at_the_end(administrator, model):
    fill(make_draft(), rows=3)
    entry = model.objects.get()
    first, second, third = entry.rows
    url, prefix = page(model, "change", entry.pk), model.rows_name
    opened = administrator.get(url)
    column = next(
        c for c in opened.context["inline_admin_formsets"][0].opts.columns if c != "number"
    )
    changes = {f"{prefix}-0-{column}": "改过的", f"{prefix}-1-DELETE": "on"}
    form = new_rows(as_sent(opened, **changes), prefix, {column: "新增甲"}, {column: "新增乙"})
    assert administrator.post(url, form).status_code == 302
    rows = [(row.position, getattr(row, column)) for row in entry.rows]
    assert rows == [(1, "改过的"), (3, getattr(third, column)), (4, "新增甲"), (5, "新增乙")]


def test_code_edition_and_place_of_an_entry_are_never_typed(administrator, model):
    draft = fill(make_draft())
    other = make_draft(draft.department)
    before = stored(draft)
    url = page(model, "change", model.objects.get().pk)
    typed = {"code": "D-9999", "edition": other.pk, "position": "9", "source_line": "9"}
    administrator.post(url, as_sent(administrator.get(url), **typed))
    assert stored(draft) == before


def test_an_entry_of_a_published_edition_is_shown_read_only(administrator, model):
    entry = model.objects.get(edition=make_edition())
    response = administrator.get(page(model, "change", entry.pk))
    text = response.content.decode()
    assert entry.code in text
    assert entry.heading in text
    assert str(entry.rows[0]) in text
    assert 'name="_save"' not in text
    assert "<textarea" not in text
    assert "__prefix__" not in text
    assert page(model, "delete", entry.pk) not in text


@pytest.mark.parametrize("name", ["change", "delete"])
def test_a_page_sent_after_the_publication_is_answered_with_the_reason(administrator, model, name):
    draft = fill(make_draft())
    entry = model.objects.get()
    opened = administrator.get(page(model, "change", entry.pk))
    before = stored(publish(draft))
    form = as_sent(opened, post="yes", **{first_text(model): "改过的"})
    response = administrator.post(page(model, name, entry.pk), form, follow=True)
    assert response.status_code == 200
    assert any(REFUSED in message for message in messages(response))
    assert stored(draft) == before


@with_many_writers
@pytest.mark.parametrize("name", ["change", "delete"])
def test_an_entry_that_another_clerk_deletes_meanwhile_stays_deleted(transactional_db, model, name):
    fill(make_draft())
    entry, clerk = model.objects.get(), signed_in(make_administrator())
    url = page(model, name, entry.pk)
    form = as_sent(clerk.get(page(model, "change", entry.pk)), post="yes")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            entry.delete()
            sent = in_thread(pool, lambda: clerk.post(url, form, follow=True))
            wait_until_it_waits(sent)
        assert any("不存在" in message for message in messages(sent.result()))
    assert not model.objects.exists()


def test_an_entry_that_does_not_exist_is_no_error(administrator, model):
    response = administrator.post(page(model, "change", 4711), {}, follow=True)
    assert response.redirect_chain[-1][0] == "/admin/"


def test_a_forged_bulk_deletion_deletes_nothing(administrator, model):
    make_edition()
    keys = list(model.objects.values_list("pk", flat=True))
    chosen = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    assert administrator.post(page(model, "changelist"), chosen).status_code == 200
    assert model.objects.count() == len(keys) == 1


def test_entries_are_filtered_and_searched(administrator, model):
    edition = make_edition()
    fill(make_draft(edition.department))
    make_edition(make_department("weisheng", "卫生局"))
    row = str(model.objects.first().rows[0])
    entry = model.objects.first().heading

    def count(query):
        return administrator.get(page(model, "changelist"), query).context["cl"].result_count

    assert count({}) == 3
    assert count({"edition__state__exact": "draft"}) == 1
    assert count({"edition__department__id__exact": edition.department.pk}) == 2
    assert count({"edition__id__exact": edition.pk}) == 1
    assert count({"q": entry}) == 3
    assert count({"q": row}) == 3
    assert count({"q": "没有的话"}) == 0


def test_a_page_takes_no_more_queries_for_more_rows(administrator, model):
    few = model.objects.get(edition=make_edition(rows=1))
    many = model.objects.get(edition=make_edition(make_department("weisheng", "卫生局"), rows=9))
    one, other = (
        count_queries(administrator, page(model, "change", entry.pk)) for entry in (few, many)
    )
    assert one == other <= 8


def test_only_what_is_in_force_has_an_address_on_the_site(administrator, model):
    old = make_edition()
    current = publish(fill(make_draft(old.department)), SECOND_DAY)
    coming = publish(fill(make_draft(old.department)), FAR_FUTURE)
    draft = fill(make_draft(old.department))
    shown = {
        entry.edition: administrator.get(page(model, "change", entry.pk)).context[
            "has_absolute_url"
        ]
        for entry in model.objects.all()
    }
    assert shown == {old: False, current: True, coming: False, draft: False}


def download(client, model, format, query=""):
    formats = ["csv", "xlsx"]
    chosen = {"format": formats.index(format), "resource": ""}
    return client.post(page(model, "export") + query, chosen)


def read_csv(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def read_xlsx(response):
    sheet = load_workbook(BytesIO(response.content)).active
    return [["" if cell.value is None else cell.value for cell in row] for row in sheet.rows]


@pytest.mark.parametrize(("format", "read"), [("csv", read_csv), ("xlsx", read_xlsx)])
def test_what_is_listed_is_exported(administrator, model, format, read):
    edition = make_edition(entries=2, rows=2)
    fill(make_draft(edition.department), entries=3)
    response = download(administrator, model, format, f"?edition__id__exact={edition.pk}")
    assert f'filename="{model.section_key}-' in response["Content-Disposition"]
    head, *rows = read(response)
    assert head[:4] == ["部门", "版本", "地址名", "版次"]
    assert head[-2:] == ["来源行", "行的来源行"]
    assert len(rows) == 4
    assert {tuple(row[:2]) for row in rows} == {("民政局", "第 1 版")}


def test_filters_that_cannot_be_read_are_refused_in_words(administrator, model):
    make_edition()
    for query in ("?edition=abc", "?edition__id__exact=x", "?nothing=1"):
        for answer in (
            administrator.get(page(model, "export") + query, follow=True),
            administrator.post(page(model, "export") + query, {"format": "0"}, follow=True),
        ):
            assert answer.redirect_chain == [(page(model, "changelist"), 302)]
            (message,) = messages(answer)
            assert message.startswith("网址中的筛选条件无法识别，没有导出。")


def test_the_export_offers_only_formats_that_carry_chinese_text_whole(administrator, model):
    response = administrator.get(page(model, "export"))
    choices = response.context["form"].fields["format"].choices
    assert [title for _, title in choices[1:]] == ["csv", "xlsx"]


def test_an_export_takes_no_more_queries_for_more_rows(
    administrator, model, django_assert_max_num_queries
):
    make_edition(entries=20, rows=3)
    with django_assert_max_num_queries(8):
        assert len(read_csv(download(administrator, model, "csv"))) == 61


def test_import_is_not_offered(administrator, model):
    text = administrator.get(page(model, "changelist")).content.decode()
    assert "export/" in text
    assert "import/" not in text
    assert administrator.get(page(model, "changelist") + "import/").status_code != 200
    assert Edition.objects.count() == 0
