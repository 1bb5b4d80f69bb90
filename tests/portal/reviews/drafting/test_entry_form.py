"""The form of an entry: one for all four sections, saved as typed and not otherwise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from boundaries.models import BoundaryMatter, Party
from departments.models import rows_of, section_models
from departments.texts.columns import texts_of
from duties.models import Duty, WorkItem
from portal.accounts.audit.models import Event
from portal.reviews.workflow import actions
from tests.admin import count_queries, stored
from tests.factories import FIRST_DAY, add_matter, make_department, make_draft, publish
from tests.portal.reviews.drafting.conftest import Workbench
from tests.portal.reviews.drafting.workbench import address, as_sent
from tests.reviewing import SAID, fresh

pytestmark = pytest.mark.one_database

each_section = pytest.mark.parametrize(
    "model", section_models(), ids=lambda model: model.section_key
)


def form_of(bench, entry):
    return address("entry", bench.pk, entry.section_key, entry.code)


def first_column(model):
    return next(name for name in texts_of(rows_of(model).related_model()) if name != "number")


@each_section
def test_an_entry_saved_untouched_does_not_change(bench, model):
    model.objects.filter(edition=bench.draft).update(number="一\n之二")
    before, version = stored(bench.draft), fresh(bench.adjustment).version
    url = form_of(bench, bench.entry(model))
    response = bench.client.post(url, as_sent(bench.client.get(url)))
    assert response.status_code == 302
    assert stored(bench.draft) == before
    assert fresh(bench.adjustment).version == version


@each_section
def test_texts_and_rows_are_saved_as_typed(bench, model):
    entry, column = bench.entry(model), first_column(model)
    url, name = form_of(bench, entry), f"{model.rows_name}-{column}"
    before = entry.to_record()
    sent = as_sent(bench.client.get(url), number="7", **{name: ["改过的", "第二行\r\n续行"]})
    bench.client.post(url, sent)
    entry = bench.entry(model)
    assert entry.number == "7"
    assert [getattr(row, column) for row in entry.rows] == ["改过的", "第二行\n续行"]
    event = Event.objects.filter(kind=Event.Kind.WRITE).first()
    assert (event.user, event.before, event.after) == (bench.editor, before, entry.to_record())
    assert event.text == f"改动 {entry.code}"


def test_a_row_keeps_the_place_in_the_source_that_it_came_from(bench):
    entry = bench.entry(Duty)
    WorkItem.objects.filter(duty=entry).update(source_line=5)
    url = form_of(bench, entry)
    sent = as_sent(bench.client.get(url))
    first, second = sent["items-text"]
    sent |= {
        "items-was": ["2", "", "1"],
        "items-number": [""] * 3,
        "items-text": [second, "新的一行", first],
        "items-note": [""] * 3,
    }
    bench.client.post(url, sent)
    rows = [(row.position, row.text, row.source_line) for row in bench.entry(Duty).rows]
    assert rows == [(1, second, 5), (2, "新的一行", None), (3, first, 5)]


def test_a_new_row_without_text_is_left_out_and_an_emptied_one_is_asked_about(bench):
    url = form_of(bench, bench.entry(Duty))
    opened = bench.client.get(url)
    sent = as_sent(opened)
    blank = {name: [*sent[name], ""] for name in sent if name.startswith("items-")}
    bench.client.post(url, sent | blank)
    assert len(bench.entry(Duty).rows) == 2
    emptied = bench.client.post(url, sent | {"items-text": ["", "留着"]})
    assert emptied.status_code == 400
    assert "要去掉这一行，请点“移除”" in emptied.content.decode()
    assert "留着" in emptied.content.decode()


@pytest.mark.parametrize(
    ("command", "order"),
    [
        ("up-2", ["2", "1"]),
        ("down-1", ["2", "1"]),
        ("up-1", ["1", "2"]),
        ("down-2", ["1", "2"]),
        ("remove-1", ["2"]),
        ("add", ["1", "2", ""]),
        ("remove-9", ["1", "2"]),
        ("up-x", ["1", "2"]),
        ("", ["1", "2"]),
    ],
)
def test_buttons_of_rows_work_without_a_script_and_write_nothing(bench, command, order):
    url = form_of(bench, bench.entry(Duty))
    before = stored(bench.draft)
    sent = as_sent(bench.client.get(url), **{"items-do": command}, text="改了还没有保存")
    response = bench.client.post(url, sent)
    assert as_sent(response)["items-was"] == order
    assert as_sent(response)["text"] == ["改了还没有保存"]
    assert stored(bench.draft) == before


def test_what_another_saved_meanwhile_is_not_overwritten(bench):
    url = form_of(bench, bench.entry(Duty))
    opened = bench.client.get(url)
    theirs = as_sent(bench.other_client.get(url), text="同事的文字")
    bench.other_client.post(url, theirs)
    before = stored(bench.draft)
    response = bench.client.post(url, as_sent(opened, text="我的文字"))
    assert response.status_code == 409
    assert stored(bench.draft) == before
    (text,) = response.context["compared"].fields[1:]
    assert (text.text.old, text.text.new) == ("同事的文字", "我的文字")
    assert as_sent(response)["text"] == ["我的文字"]

    assert bench.client.post(url, as_sent(response)).status_code == 302
    assert bench.entry(Duty).text == "我的文字"


def test_rows_are_found_again_when_another_moved_them_meanwhile(bench):
    entry = bench.entry(Duty)
    for row in entry.rows:
        WorkItem.objects.filter(pk=row.pk).update(source_line=10 + row.position)
    url = form_of(bench, entry)
    opened = bench.client.get(url)
    theirs = as_sent(bench.other_client.get(url))
    swapped = {name: theirs[name][::-1] for name in theirs if name.startswith("items-")}
    bench.other_client.post(url, theirs | swapped)
    response = bench.client.post(url, as_sent(opened, text="我的文字"))
    bench.client.post(url, as_sent(response))
    rows = [(row.text[-3:], row.source_line) for row in bench.entry(Duty).rows]
    assert rows == [("1-1", 11), ("1-2", 12)]


def test_theirs_can_be_taken_instead(bench):
    url = form_of(bench, bench.entry(Duty))
    opened = bench.client.get(url)
    bench.other_client.post(url, as_sent(bench.other_client.get(url), text="同事的文字"))
    response = bench.client.post(url, as_sent(opened, text="我的文字"))
    assert bench.client.post(url, as_sent(response, theirs="1")).url == url
    assert as_sent(bench.client.get(url))["text"] == ["同事的文字"]


def test_of_an_entry_taken_out_meanwhile_the_text_stays_and_can_be_added(bench):
    entry = bench.entry(Duty)
    url = form_of(bench, entry)
    opened = bench.client.get(url)
    Duty.objects.filter(pk=entry.pk).delete()
    response = bench.client.post(url, as_sent(opened, text="我的文字"))
    assert response.status_code == 409
    assert as_sent(response)["text"] == ["我的文字"]
    bench.client.post(address("entry_add", bench.pk, "duties"), as_sent(response))
    assert bench.entry(Duty, "D-0003").text == "我的文字"


def test_two_may_save_different_entries_one_after_the_other(bench):
    first, second = Duty.objects.filter(edition=bench.draft)
    mine = bench.client.get(form_of(bench, first))
    theirs = bench.other_client.get(form_of(bench, second))
    bench.other_client.post(form_of(bench, second), as_sent(theirs, text="同事的文字"))
    response = bench.client.post(form_of(bench, first), as_sent(mine, text="我的文字"))
    assert response.status_code == 302
    texts = Duty.objects.filter(edition=bench.draft).values_list("text", flat=True)
    assert list(texts) == ["我的文字", "同事的文字"]


@each_section
def test_a_new_entry_gets_the_next_code_and_the_last_place(bench, model):
    url = address("entry_add", bench.pk, model.section_key)
    column = first_column(model)
    row = {f"{model.rows_name}-{name}": [""] for name in texts_of(rows_of(model).related_model())}
    row |= {f"{model.rows_name}-was": [""], f"{model.rows_name}-{column}": ["新的一行"]}
    heading = model.section.heading
    sent = as_sent(bench.client.get(url), **row, **{heading: "新的一项"})
    assert bench.client.post(url, sent | {"code": "D-9999", "position": "1"}).status_code == 302
    entry = bench.entry(model, f"{model.code_prefix}-0003")
    assert (entry.position, entry.heading) == (3, "新的一项")
    assert [getattr(one, column) for one in entry.rows] == ["新的一行"]


def test_a_new_entry_can_follow_another(bench):
    url = address("entry_add", bench.pk, "duties")
    bench.client.post(url, as_sent(bench.client.get(f"{url}?after=D-0001"), text="新的一项"))
    codes = Duty.objects.filter(edition=bench.draft).order_by("position")
    assert list(codes.values_list("code", flat=True)) == ["D-0001", "D-0003", "D-0002"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "请填写主要职责"),
        ({"text": "甲\0乙"}, "不允许"),
        ({"text": "甲\x08乙"}, "看不见的控制字符"),
        ({"text": "长" * 50_001}, "50000"),
        ({"items-was": ["1", "1"]}, "对不上"),
        ({"items-was": ["1", "9"]}, "对不上"),
        ({"items-was": ["1", "二"]}, "对不上"),
        ({"items-text": ["只有一个"]}, "不完整"),
    ],
)
def test_what_cannot_be_saved_is_refused_with_a_sentence(bench, changes, sentence):
    url = form_of(bench, bench.entry(Duty))
    before = stored(bench.draft)
    response = bench.client.post(url, as_sent(bench.client.get(url), **changes))
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert stored(bench.draft) == before


@pytest.mark.parametrize("count", [121, 2000])
def test_more_rows_than_an_entry_can_have_are_refused(bench, count):
    url = form_of(bench, bench.entry(Duty))
    before = stored(bench.draft)
    sent = as_sent(bench.client.get(url))
    many = {name: ["行"] * count for name in ("items-number", "items-text", "items-note")}
    response = bench.client.post(url, sent | many | {"items-was": [""] * count})
    assert response.status_code == 400
    assert stored(bench.draft) == before


@pytest.mark.parametrize("code", ["D-9999", "B-0001", "x", "D-0001-2"])
def test_a_forged_code_is_found_nowhere(bench, code):
    assert bench.client.get(address("entry", bench.pk, "duties", code)).status_code == 404
    sent = as_sent(bench.client.get(form_of(bench, bench.entry(Duty))))
    before = stored(bench.draft)
    response = bench.client.post(address("entry", bench.pk, "duties", code), sent)
    assert response.status_code in (404, 409)
    assert stored(bench.draft) == before


def test_a_forged_section_is_found_nowhere(bench):
    assert bench.client.get(address("entry_add", bench.pk, "annexes")).status_code == 404


def test_whoever_does_not_draft_for_the_department_is_refused(bench, refused, client):
    url = form_of(bench, bench.entry(Duty))
    sent = as_sent(bench.client.get(url), text="外人的文字")
    before = stored(bench.draft)
    for one, status in refused.values():
        assert one.get(url).status_code == status
        assert one.post(url, sent).status_code == status
    assert client.get(url).status_code == 302
    assert client.post(url, sent).status_code == 302
    assert stored(bench.draft) == before


def test_what_is_under_review_is_not_edited(bench, refused):
    url = form_of(bench, bench.entry(Duty))
    sent = as_sent(bench.client.get(url), text="迟到的文字")
    now = fresh(bench.adjustment)
    actions.describe(bench.editor, now, now.version, **SAID)
    now = fresh(bench.adjustment)
    actions.submit(bench.editor, now, now.version)
    before = stored(bench.draft)
    for response in (bench.client.get(url), bench.client.post(url, sent)):
        assert response.status_code == 409
        assert "审查中" in response.content.decode()
    assert as_sent(response)["text"] == ["迟到的文字"]
    # Who reviews or publishes sees it by now, at the desk: the workbench is not theirs.
    for who, status in {"a reviewer": 403, "a publisher": 403}.items():
        assert refused[who][0].post(url, sent).status_code == status
    assert stored(bench.draft) == before


def test_parties_are_read_before_they_are_saved(bench):
    url = form_of(bench, bench.entry(BoundaryMatter))
    sent = as_sent(bench.client.get(url), **{"parties-name": ["区民政局", "某某公司"]}, look="1")
    response = bench.client.post(url, sent)
    assert "指：民政局。" in response.content.decode()
    assert "“某某公司”对不上本区的单位" in response.content.decode()
    readings = bench.client.get(address("readings", bench.pk), {"name": "民政局、某某公司"})
    assert readings.json()["sentence"].startswith("指：民政局。“某某公司”")


def test_a_name_on_several_lines_keeps_them(bench):
    entry = bench.entry(BoundaryMatter)
    entry.parties.filter(position=1).update(name="区卫生局\n区计生局")
    before = stored(bench.draft)
    url = form_of(bench, entry)
    bench.client.post(url, as_sent(bench.client.get(url)))
    assert stored(bench.draft) == before


def test_statutes_that_the_district_cites_are_offered_and_put_into_the_basis(bench):
    other = make_draft(make_department("weisheng", "卫生局"))
    add_matter(other, parties=[{"name": "区卫生局", "basis": "《养老机构管理办法》第三条"}])
    publish(other, FIRST_DAY)
    url = form_of(bench, bench.entry(BoundaryMatter))
    opened = bench.client.get(url)
    assert "《养老机构管理办法》" in opened.context["statutes"]
    cite = {"parties-cite": ["", "《养老机构管理办法》"], "parties-do": "cite-2"}
    response = bench.client.post(url, as_sent(opened, **cite))
    assert as_sent(response)["parties-basis"] == ["", "《养老机构管理办法》"]


@each_section
def test_the_number_of_queries_does_not_grow_with_the_rows(bench, model):
    def count(code):
        return count_queries(bench.client, address("entry", bench.pk, model.section_key, code))

    few = count(f"{model.code_prefix}-0001")
    rows = rows_of(model).related_model
    link = rows_of(model).field.name
    rows.objects.bulk_create(
        rows(**{link: bench.entry(model, f"{model.code_prefix}-0002")}, position=place)
        for place in range(3, 30)
    )
    assert count(f"{model.code_prefix}-0002") == few


#: What a text column can hold on both databases.
anything = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


class UntouchedEntries(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.bench = Workbench(entries=1, rows=0)

    @settings(max_examples=40)
    @given(text=anything, items=st.lists(st.tuples(anything, anything, anything), max_size=3))
    def test_whatever_a_duty_says_stays_to_the_letter_when_saved_untouched(self, text, items):
        bench = self.bench
        Duty.objects.filter(edition=bench.draft).update(text=text)
        WorkItem.objects.bulk_create(
            WorkItem(duty=bench.entry(Duty), position=n, number=one, text=two, note=three)
            for n, (one, two, three) in enumerate(items, start=1)
        )
        stays(bench, bench.entry(Duty), 302 if text.strip() else 400)

    @settings(max_examples=40)
    @given(st.lists(st.tuples(anything, anything), max_size=3))
    def test_whatever_a_matter_says_stays_to_the_letter_when_saved_untouched(self, parties):
        bench = self.bench
        Party.objects.bulk_create(
            Party(matter=bench.entry(BoundaryMatter), position=n, name=name, basis=basis)
            for n, (name, basis) in enumerate(parties, start=1)
        )
        stays(bench, bench.entry(BoundaryMatter), 302)


def stays(bench, entry, status):
    """An entry that is opened and saved untouched gets this answer, and nothing is written."""
    before = stored(bench.draft)
    url = form_of(bench, entry)
    assert bench.client.post(url, as_sent(bench.client.get(url))).status_code == status
    assert stored(bench.draft) == before
