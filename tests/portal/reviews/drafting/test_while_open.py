"""What happens while a form is open: keeping what is typed, who else is there, the preview."""

import pytest
from django.utils import timezone

from boundaries.models import BoundaryMatter
from departments.models import rows_of, section_models
from duties.models import Duty
from portal.accounts.audit.models import Event
from portal.reviews import actions
from portal.reviews.drafting import presence
from portal.reviews.drafting.fields import texts_of
from portal.reviews.models import OpenForm
from tests.admin import stored
from tests.portal.reviews.drafting.workbench import address, as_sent
from tests.reviewing import SAID, fresh

D1 = ("duties", "D-0001")


@pytest.fixture
def url(bench):
    return address("entry", bench.pk, *D1)


def test_what_is_typed_is_kept_beside_the_draft_and_offered_again(bench, url):
    before, events = stored(bench.draft), Event.objects.count()
    version = fresh(bench.adjustment).version
    sent = as_sent(bench.client.get(url), text="打了一半", **{"items-text": ["行一", "行二"]})
    answer = bench.client.post(address("typed", bench.pk, *D1), sent)
    assert answer.json()["colleagues"] == []
    assert (stored(bench.draft), Event.objects.count()) == (before, events)
    assert fresh(bench.adjustment).version == version

    again = bench.client.get(url)
    assert again.context["kept"]
    assert as_sent(again)["text"] != ["打了一半"]
    recovered = bench.client.get(f"{url}?typed=1")
    assert as_sent(recovered)["text"] == ["打了一半"]
    assert as_sent(recovered)["items-text"] == ["行一", "行二"]
    bench.client.post(url, as_sent(recovered))
    assert bench.entry(Duty).text == "打了一半"
    assert not OpenForm.objects.exists()


@pytest.mark.parametrize(
    ("name", "field", "section"), [("application", "reasons", ""), ("prose", "title", "annexes")]
)
def test_application_and_prose_are_kept_too(bench, name, field, section):
    url = address(name, bench.pk)
    sent = as_sent(bench.client.get(url), **{field: "打了一半"})
    bench.client.post(address(f"{name}_typed", bench.pk), sent)
    assert bench.client.get(url).context["kept"]
    recovered = bench.client.get(f"{url}?typed=1")
    assert as_sent(recovered)[field] == ["打了一半"]
    bench.client.post(url, as_sent(recovered, theirs="1"))
    assert presence.kept(bench.editor, bench.adjustment, section, "") is None
    assert bench.client.post(url, as_sent(recovered)).status_code == 302


def test_a_sign_of_life_leaves_what_was_kept(bench, url):
    sent = as_sent(bench.client.get(url), text="打了一半")
    typed = address("typed", bench.pk, *D1)
    bench.client.post(typed, sent)
    bench.client.post(typed, as_sent(bench.client.get(url)) | {"pristine": "1"})
    assert presence.kept(bench.editor, bench.adjustment, *D1).typed["text"] == ["打了一半"]


def test_what_was_kept_can_be_given_up(bench, url):
    bench.client.post(address("typed", bench.pk, *D1), as_sent(bench.client.get(url), text="半"))
    recovered = bench.client.get(f"{url}?typed=1")
    bench.client.post(url, as_sent(recovered, theirs="1"))
    assert bench.client.get(url).context["kept"] is None


def test_what_was_kept_from_an_older_text_does_not_overwrite_a_newer_one(bench, url):
    opened = bench.client.get(url)
    bench.client.post(address("typed", bench.pk, *D1), as_sent(opened, text="打了一半"))
    bench.other_client.post(url, as_sent(bench.other_client.get(url), text="同事的文字"))
    recovered = bench.client.get(f"{url}?typed=1")
    assert bench.client.post(url, as_sent(recovered)).status_code == 409
    assert bench.entry(Duty).text == "同事的文字"


def test_what_one_types_is_nobody_elses_to_see(bench, url):
    bench.client.post(address("typed", bench.pk, *D1), as_sent(bench.client.get(url), text="半"))
    assert bench.other_client.get(url).context["kept"] is None


def test_a_colleague_who_has_the_same_open_is_named(bench, url):
    typed = address("typed", bench.pk, *D1)
    bench.other_client.post(typed, as_sent(bench.other_client.get(url)) | {"pristine": "1"})
    assert "童编辑也打开了这一处" in bench.client.get(url).content.decode()
    answer = bench.client.post(typed, as_sent(bench.client.get(url)) | {"pristine": "1"})
    assert answer.json()["colleagues"] == ["童编辑"]
    elsewhere = address("entry", bench.pk, "duties", "D-0002")
    assert "童编辑" not in bench.client.get(elsewhere).content.decode()

    OpenForm.objects.update(alive_at=timezone.now() - presence.ALIVE * 2)
    assert bench.client.get(url).context["colleagues"] == []


def test_a_colleague_who_has_titles_and_annexes_open_is_named(bench):
    bench.other_client.post(address("prose_typed", bench.pk), {"pristine": "1"})
    assert "童编辑也打开了这一处" in bench.client.get(address("prose", bench.pk)).content.decode()


def test_two_new_entries_are_not_the_same(bench):
    typed = address("typed", bench.pk, "duties", "add")
    for client in (bench.client, bench.other_client):
        assert client.post(typed, {"text": "新的"}).json()["colleagues"] == []


@pytest.mark.parametrize(
    ("parts", "data", "status"),
    [
        (D1, {"text": "甲\0乙"}, 400),
        (("duties", "B-0001"), {"text": "甲"}, 404),
        (("duties", "x"), {"text": "甲"}, 404),
        (("no-such-section-of-lists", "add"), {"text": "甲"}, 404),
    ],
)
def test_what_cannot_be_kept_is_refused(bench, parts, data, status):
    assert bench.client.post(address("typed", bench.pk, *parts), data).status_code == status
    assert not OpenForm.objects.exists()


def test_nothing_is_kept_of_what_is_under_review(bench):
    now = fresh(bench.adjustment)
    actions.describe(bench.editor, now, now.version, **SAID)
    actions.submit(bench.editor, now, fresh(now).version)
    response = bench.client.post(address("typed", bench.pk, *D1), {"text": "迟到"})
    assert response.status_code == 409
    assert "审查中" in response.json()["sentence"]
    assert bench.client.post(address("preview", bench.pk, *D1), {}).status_code == 409


def test_others_keep_and_preview_nothing_here(bench, refused, client):
    for name in ("typed", "preview"):
        url = address(name, bench.pk, *D1)
        for one, status in refused.values():
            assert one.post(url, {"text": "外人"}).status_code == status
        assert client.post(url).status_code == 302
        assert bench.client.get(url).status_code == 405
    for one, status in refused.values():
        assert one.get(address("readings", bench.pk)).status_code == status
    assert not OpenForm.objects.exists()


@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.section_key)
def test_the_preview_shows_what_is_typed_as_the_public_page_will(bench, model):
    entry = bench.entry(model)
    url = address("entry", bench.pk, model.section_key, entry.code)
    before = stored(bench.draft)
    rows = rows_of(model).related_model
    column = next(name for name in texts_of(rows()) if name != "number")
    heading = next(name for name in texts_of(model()) if name != "number")
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
