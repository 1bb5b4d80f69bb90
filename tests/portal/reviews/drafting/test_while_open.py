"""What happens while a form is open: names are read, what is typed has a preview."""

import pytest

from boundaries.models import BoundaryMatter
from departments.models import rows_of, section_models
from departments.texts.columns import texts_of
from duties.models import Duty
from portal.reviews.workflow import actions
from tests.admin import stored
from tests.portal.reviews.drafting.workbench import address, as_sent
from tests.reviewing import SAID, fresh

D1 = ("duties", "D-0001")


def test_there_is_no_preview_of_what_is_under_review(bench):
    now = fresh(bench.adjustment)
    actions.describe(bench.editor, now, now.version, **SAID)
    actions.submit(bench.editor, now, fresh(now).version)
    assert bench.client.post(address("preview", bench.pk, *D1), {}).status_code == 409


def test_others_preview_nothing_here(bench, refused, client):
    url = address("preview", bench.pk, *D1)
    for one, status in refused.values():
        assert one.post(url, {"text": "外人"}).status_code == status
    assert client.post(url).status_code == 302
    assert bench.client.get(url).status_code == 405
    for one, status in refused.values():
        assert one.get(address("readings", bench.pk)).status_code == status


@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.section_key)
def test_the_preview_shows_what_is_typed_as_the_public_page_will(bench, model):
    entry = bench.entry(model)
    url = address("entry", bench.pk, model.section_key, entry.code)
    before = stored(bench.draft)
    rows = rows_of(model).related_model
    column = next(name for name in texts_of(rows()) if name != "number")
    heading = model.section.heading
    changes = {heading: "还没有保存的名称", f"{model.rows_name}-{column}": ["还没有保存的行", "二"]}
    sent = as_sent(bench.client.get(url), **changes)
    shown = address("preview", bench.pk, model.section_key, entry.code)
    page = bench.client.post(shown, sent).content.decode()
    for text in ("预览", "还没有保存的名称", "还没有保存的行", entry.code):
        assert text in page
    assert stored(bench.draft) == before


def test_the_whole_list_has_a_preview(bench, refused, client):
    Duty.objects.filter(edition=bench.draft, code="D-0001").update(text="草稿里的文字")
    Duty.objects.filter(edition=bench.draft, code="D-0002").delete()
    url = address("preview_list", bench.pk)
    page = bench.client.get(url).content.decode()
    assert "预览" in page
    assert "草稿里的文字" in page
    assert "负责第 2 类社会救助" not in page
    for one, status in refused.values():
        assert one.get(url).status_code == status
    assert client.get(url).status_code == 302


def test_a_new_entry_and_a_faulty_one_have_a_preview_too(bench):
    url = address("entry_add", bench.pk, "boundaries")
    row = dict.fromkeys(("was", "number", "name", "responsibility", "basis", "case"), [""])
    rows = {f"parties-{name}": value for name, value in row.items()} | {
        "parties-name": ["区民政局"]
    }
    sent = as_sent(bench.client.get(url), matter="坏字\x08", **rows)
    response = bench.client.post(address("preview", bench.pk, "boundaries", "add"), sent)
    assert response.status_code == 200
    assert "须更正的地方" in response.content.decode()
    assert "保存时给出" in response.content.decode()
    assert BoundaryMatter.objects.filter(edition=bench.draft).count() == 2
