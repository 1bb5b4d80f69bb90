"""A section of a draft: the order of its entries, entries taken out and brought back; clashes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from departments.models import section_models
from departments.texts.columns import texts_of
from duties.models import Duty
from portal.accounts.audit.models import Event
from portal.reviews.drafting.wording import seen_of
from portal.reviews.drafting.writing import entries, history, order
from portal.reviews.drafts.rebase import PROSE
from portal.reviews.models import Cause, Clash, Kind
from portal.reviews.refusals import NotAllowed
from portal.reviews.workflow import actions
from tests.admin import stored
from tests.cast import make_publisher, make_reviewer
from tests.factories import add_annex
from tests.portal.reviews.drafting.workbench import address, as_sent
from tests.reviewing import NUMBER, SAID, fresh

each_section = pytest.mark.parametrize(
    "model", section_models(), ids=lambda model: model.section_key
)


def codes(bench, model=Duty):
    return order.codes_of(model, bench.draft)


@each_section
def test_entries_are_put_in_another_order_by_buttons(bench, model):
    url = address("section", bench.pk, model.section_key)
    first, second = codes(bench, model)
    bench.client.post(url, as_sent(bench.client.get(url), down=first))
    assert codes(bench, model) == [second, first]
    bench.client.post(url, as_sent(bench.client.get(url), up=first))
    assert codes(bench, model) == [first, second]
    assert Event.objects.filter(kind=Event.Kind.WRITE, user=bench.editor).count() == 2


def test_a_whole_order_is_saved_at_once(bench):
    url = address("section", bench.pk, "duties")
    sent = as_sent(bench.client.get(url), code=["D-0002", "D-0001"])
    bench.client.post(url, sent)
    assert codes(bench) == ["D-0002", "D-0001"]
    event = Event.objects.filter(kind=Event.Kind.WRITE).first()
    assert (event.before, event.after) == (["D-0001", "D-0002"], ["D-0002", "D-0001"])


def test_an_order_saved_untouched_writes_nothing(bench):
    url = address("section", bench.pk, "duties")
    version = fresh(bench.adjustment).version
    bench.client.post(url, as_sent(bench.client.get(url)))
    assert fresh(bench.adjustment).version == version


def test_an_order_that_another_changed_meanwhile_is_not_overwritten(bench):
    url = address("section", bench.pk, "duties")
    opened = bench.client.get(url)
    bench.other_client.post(url, as_sent(bench.other_client.get(url), down="D-0001"))
    assert bench.client.post(url, as_sent(opened, down="D-0001")).status_code == 409
    assert codes(bench) == ["D-0002", "D-0001"]


def test_the_order_that_was_asked_for_is_there_where_it_was_refused(bench):
    url = address("section", bench.pk, "duties")
    opened = bench.client.get(url)
    added = address("entry_add", bench.pk, "duties")
    bench.other_client.post(added, as_sent(bench.other_client.get(added), text="同事新增的"))
    refused = bench.client.post(url, as_sent(opened, code=["D-0002", "D-0001"]))
    assert refused.status_code == 409
    assert as_sent(refused)["code"] == ["D-0002", "D-0003", "D-0001"]
    bench.client.post(url, as_sent(refused))
    assert codes(bench) == ["D-0002", "D-0003", "D-0001"]


@pytest.mark.parametrize(
    "forged",
    [["D-0001"], ["D-0001", "D-0001"], ["D-0001", "D-0002", "D-0009"], ["B-0001", "x"], []],
)
def test_a_forged_order_is_refused(bench, forged):
    url = address("section", bench.pk, "duties")
    before = stored(bench.draft)
    sent = as_sent(bench.client.get(url), code=forged)
    assert bench.client.post(url, sent).status_code == 409
    assert stored(bench.draft) == before


@given(st.permutations(["a", "b", "c", "d"]), st.sampled_from("abcdx"), st.sampled_from([-1, 1]))
def test_a_move_changes_the_place_of_one_by_one_step(codes, code, step):
    moved = order.moved(codes, code, step)
    assert sorted(moved) == sorted(codes)
    assert [one for one in moved if one != code] == [one for one in codes if one != code]
    if code in codes:
        assert abs(moved.index(code) - codes.index(code)) <= 1


@each_section
def test_an_entry_is_taken_out_after_a_question_and_brought_back(bench, model):
    first, second = codes(bench, model)
    for code in (first, second):
        before = bench.entry(model, code).to_record()
        url = address("entry_remove", bench.pk, model.section_key, code)
        sent = as_sent(bench.client.get(url))
        assert code in codes(bench, model)
        bench.client.post(url, sent)
        assert code not in codes(bench, model)
        bench.client.post(address("restore", bench.pk, model.section_key, code))
        assert codes(bench, model) == [first, second]
        assert bench.entry(model, code).to_record() == before


def take_out(bench, code, section="duties"):
    url = address("entry_remove", bench.pk, section, code)
    bench.client.post(url, as_sent(bench.client.get(url)))


def change(bench, text, client=None, code="D-0001", **changes):
    url = address("entry", bench.pk, "duties", code)
    client = client or bench.client
    client.post(url, as_sent(client.get(url), text=text, **changes))


@each_section
def test_what_comes_back_is_the_text_of_the_draft_when_it_was_taken_out(bench, model):
    entry = bench.entry(model)
    before = entry.to_record()
    url = address("entry", bench.pk, model.section_key, entry.code)
    sent = as_sent(bench.client.get(url))
    texts = {
        name: ["改过的文字", *values[1:]]
        for name, values in sent.items()
        if name in texts_of(entry)
        or (name.startswith(model.rows_name) and not name.endswith(("-was", "-do", "-cite")))
    }
    bench.client.post(url, sent | texts)
    changed = bench.entry(model, entry.code).to_record()
    assert changed != before
    take_out(bench, entry.code, model.section_key)
    bench.client.post(address("restore", bench.pk, model.section_key, entry.code))
    assert bench.entry(model, entry.code).to_record() == changed


def test_an_entry_that_the_draft_added_and_lost_comes_back_too(bench):
    url = address("entry_add", bench.pk, "duties")
    bench.client.post(url, as_sent(bench.client.get(url), text="新增的职责"))
    (code,) = set(codes(bench)) - {"D-0001", "D-0002"}
    take_out(bench, code)
    overview = bench.client.get(address("change", bench.pk))
    (duties, *_) = overview.context["sections"]
    assert duties.gone == [(code, "新增的职责")]
    bench.client.post(address("restore", bench.pk, "duties", code))
    assert bench.entry(Duty, code).text == "新增的职责"
    assert bench.client.get(address("change", bench.pk)).context["sections"][0].gone == []


def test_an_entry_goes_back_to_the_text_of_the_base_after_a_question(bench):
    before = bench.entry(Duty).to_record()
    change(bench, "改过的职责")
    url = address("entry_reset", bench.pk, "duties", "D-0001")
    asked = bench.client.get(url)
    assert "改过的职责" in asked.text
    assert bench.entry(Duty).text == "改过的职责"
    bench.client.post(url, as_sent(asked))
    assert bench.entry(Duty, "D-0001").to_record() == before
    assert codes(bench) == ["D-0001", "D-0002"]


def test_what_another_changed_meanwhile_does_not_go_back_to_the_base(bench):
    change(bench, "改过的职责")
    url = address("entry_reset", bench.pk, "duties", "D-0001")
    asked = bench.client.get(url)
    change(bench, "同事的文字", bench.other_client)
    refused = bench.client.post(url, as_sent(asked))
    assert refused.status_code == 409
    assert bench.entry(Duty).text == "同事的文字"


def test_each_save_of_an_entry_is_told_and_can_be_taken_into_the_form(bench):
    first = bench.entry(Duty).text
    change(bench, "第一次的文字", **{"items-text": ["第一次的行", "第二行"]})
    change(bench, "同事第二次的文字", bench.other_client)
    take_out(bench, "D-0001")
    bench.client.post(address("restore", bench.pk, "duties", "D-0001"))
    page = bench.client.get(address("entry_history", bench.pk, "duties", "D-0001"))
    saves = page.context["saves"]
    assert [save.what for save in saves] == [
        "恢复 D-0001",
        "移除 D-0001",
        "改动 D-0001",
        "改动 D-0001",
    ]
    assert [save.event.user_name for save in saves[2:]] == ["童编辑", "边编辑"]
    assert saves[3].before.texts["text"] == first
    assert saves[3].after.rows[0].texts["text"] == "第一次的行"

    url = address("entry", bench.pk, "duties", "D-0001")
    form = bench.client.get(url, {"save": saves[3].event.pk})
    assert as_sent(form)["text"] == ["第一次的文字"]
    assert as_sent(form)["items-was"] == ["1", "2"]
    assert bench.entry(Duty).text == "同事第二次的文字"
    bench.client.post(url, as_sent(form))
    assert bench.entry(Duty).text == "第一次的文字"
    assert bench.client.get(url, {"save": saves[1].event.pk}).status_code == 404
    assert bench.client.get(url, {"save": "x"}).status_code == 404


def test_what_a_file_changed_is_among_the_saves(bench):
    upload = address("import", bench.pk, "duties")
    exported = bench.client.get(address("export", bench.pk, "duties", "csv")).content.decode(
        "utf-8-sig"
    )
    table = exported.replace(bench.entry(Duty, "D-0001").text, "文件里的文字")
    file = SimpleUploadedFile("职责.csv", table.encode())
    page = bench.client.post(upload, {"file": file}, follow=True)
    bench.client.post(page.request["PATH_INFO"], as_sent(page))
    (save,) = history.saves_of(bench.adjustment, Duty, "D-0001")
    assert save.what == "从文件“职责.csv”导入"
    assert save.after.texts["text"] == "文件里的文字"


def test_what_another_changed_meanwhile_is_not_taken_out(bench):
    url = address("entry_remove", bench.pk, "duties", "D-0001")
    sent = as_sent(bench.client.get(url))
    form = address("entry", bench.pk, "duties", "D-0001")
    bench.other_client.post(form, as_sent(bench.other_client.get(form), text="同事的文字"))
    refused = bench.client.post(url, sent)
    assert refused.status_code == 409
    assert "没有移除。请看过现在的文字再作决定。" in refused.content.decode()
    assert bench.entry(Duty).text == "同事的文字"
    assert bench.client.post(url, as_sent(refused)).status_code == 302
    # The same form once more shows what came of it; that of another page is told.
    assert bench.client.post(url, as_sent(refused)).status_code == 302
    assert bench.client.post(url, sent).status_code == 409


def test_what_is_there_or_never_was_is_not_brought_back(bench):
    before = stored(bench.draft)
    for code in ("D-0001", "D-0077"):
        url = address("restore", bench.pk, "duties", code)
        assert bench.client.post(url).status_code == 409
    assert bench.client.get(url).status_code == 405
    assert stored(bench.draft) == before


def test_whoever_does_not_draft_for_the_department_is_refused(bench, refused, client):
    before = stored(bench.draft)
    urls = [
        address("section", bench.pk, "duties"),
        address("entry_remove", bench.pk, "duties", "D-0001"),
        address("restore", bench.pk, "duties", "D-0001"),
        address("prose", bench.pk),
    ]
    for url in urls:
        for one, status in refused.values():
            assert one.post(url, {"down": "D-0001"}).status_code == status
        assert client.post(url).status_code == 302
    assert stored(bench.draft) == before


def test_the_functions_that_write_ask_for_the_right_themselves(bench):
    stranger = make_publisher()
    entry = bench.entry(Duty)
    before = stored(bench.draft)
    for write in (
        lambda: entries.remove_entry(stranger, bench.adjustment, Duty, entry.code, seen_of(entry)),
        lambda: order.reorder(stranger, bench.adjustment, Duty, ["D-0002", "D-0001"], ""),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert stored(bench.draft) == before


def test_prose_is_saved_as_typed_and_untouched_stays(bench):
    add_annex(bench.draft)
    url = address("prose", bench.pk)
    before = stored(bench.draft)
    bench.client.post(url, as_sent(bench.client.get(url)))
    assert stored(bench.draft) == before
    row = {
        "headings-was": [""],
        "headings-section": ["services"],
        "headings-text": ["四、公共服务事项"],
        "headings-marker": ["无"],
    }
    changes = row | {"title": "新标题", "annexes-body": "第一行\r\n第二行"}
    response = bench.client.post(url, as_sent(bench.client.get(url), **changes))
    assert response.status_code == 302
    draft = fresh(bench.adjustment).draft
    assert (draft.title, draft.annex_set.get().body) == ("新标题", "第一行\n第二行")
    heading = draft.sectionheading_set.get()
    assert (heading.section, heading.marker) == ("services", "无")


def test_prose_that_another_changed_meanwhile_is_not_overwritten(bench):
    url = address("prose", bench.pk)
    opened = bench.client.get(url)
    bench.other_client.post(url, as_sent(bench.other_client.get(url), title="同事的标题"))
    response = bench.client.post(url, as_sent(opened, title="我的标题"))
    assert response.status_code == 409
    assert "同事的标题" in response.content.decode()
    assert as_sent(response)["title"] == ["我的标题"]
    bench.client.post(url, as_sent(response))
    assert fresh(bench.adjustment).draft.title == "我的标题"


def test_rows_of_prose_are_moved_without_a_script(bench):
    for position, heading in enumerate(["甲", "乙"], start=1):
        add_annex(bench.draft, heading, position=position)
    url = address("prose", bench.pk)
    sent = as_sent(bench.client.get(url), **{"annexes-do": "down-1"})
    assert as_sent(bench.client.post(url, sent))["annexes-heading"] == ["乙", "甲"]


@pytest.mark.parametrize(
    "changes",
    [{"headings-section": ["x"], "headings-was": [""]}, {"title": "长" * 301}, {"title": "\x08"}],
)
def test_prose_that_cannot_be_is_refused(bench, changes):
    url = address("prose", bench.pk)
    before = stored(bench.draft)
    rows = {"headings-text": ["标题"], "headings-marker": [""]} if "title" not in changes else {}
    response = bench.client.post(url, as_sent(bench.client.get(url), **rows | changes))
    assert response.status_code == 400
    assert stored(bench.draft) == before


@pytest.fixture
def clashing(bench):
    """The bench's draft and an edition published meanwhile both changed D-0001."""
    now = timezone.localdate()
    other = actions.open_adjustment(bench.colleague, bench.department, Kind.CHANGE, Cause.STATUTE)
    for user, adjustment, text in (
        (bench.editor, bench.adjustment, "草稿的文字"),
        (bench.colleague, other, "新公布的文字"),
    ):
        with actions.editing(user, fresh(adjustment)) as current:
            Duty.objects.filter(edition=current.draft, code="D-0001").update(text=text)
    actions.describe(bench.colleague, other, fresh(other).version, **SAID)
    actions.submit(bench.colleague, other, fresh(other).version)
    while stage := fresh(other).open_stage():
        judge = make_reviewer(stage.office, username=f"judge-{stage.pk}")
        actions.approve(judge, other, fresh(other).version)
    publisher = make_publisher(username="publisher")
    actions.publish(publisher, [(other, fresh(other).version)], now, NUMBER)
    return bench


def test_a_clash_shows_both_texts_and_takes_a_choice(clashing):
    clash = Clash.objects.get()
    overview = clashing.client.get(address("change", clashing.pk)).content.decode()
    assert "1 处作出取舍" in overview
    url = address("clash", clashing.pk, clash.pk)
    opened = clashing.client.get(url)
    (text,) = opened.context["compared"].fields[1:]
    assert (text.text.old, text.text.new) == ("新公布的文字", "草稿的文字")
    assert clashing.client.post(url, as_sent(opened, choice="x")).status_code == 400
    assert clashing.client.post(url, as_sent(opened, choice="theirs")).status_code == 302
    assert clashing.entry(Duty, "D-0001").text == "新公布的文字"
    assert clashing.client.get(url).status_code == 409


def test_a_clash_of_titles_shows_both(clashing):
    clash = clashing.adjustment.clashes.create(section=PROSE)
    with actions.editing(clashing.editor, fresh(clashing.adjustment)) as current:
        current.draft.title = "草稿的标题"
        current.draft.save()
    page = clashing.client.get(address("clash", clashing.pk, clash.pk)).text
    assert "草稿的" in page
    assert "没有不同" not in page


def test_a_clash_of_others_is_refused(clashing, refused):
    clash = Clash.objects.get()
    url = address("clash", clashing.pk, clash.pk)
    for one, status in refused.values():
        assert one.post(url, {"choice": "theirs"}).status_code == status
    assert Clash.objects.get().choice == ""


def test_a_choice_on_what_has_changed_since_is_refused(clashing):
    url = address("clash", clashing.pk, Clash.objects.get().pk)
    opened = clashing.client.get(url)
    with actions.editing(clashing.editor, fresh(clashing.adjustment)):
        pass
    assert clashing.client.post(url, as_sent(opened, choice="theirs")).status_code == 409
    assert clashing.entry(Duty, "D-0001").text == "草稿的文字"
