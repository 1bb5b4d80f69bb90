"""What places print beside the columns, in the workbench: further columns, groups, tables, notes."""

import pytest

from departments.models import Annex, Note
from duties.models import Duty, WorkItem
from portal.reviews.drafting.grids import tables_from, tables_text
from tests.admin import stored
from tests.factories import add_annex, add_note, extra
from tests.portal.reviews.drafting.workbench import address, as_sent
from tests.reviewing import fresh

TABLES = [
    {"headings": ["情形", "处理"], "rows": [["不作为\n慢作为", "通报｜约谈"], ["乱作为", ""]]},
    {"headings": ["电话"], "rows": []},
]


@pytest.fixture
def entry(bench):
    """A duty of the draft with further columns, the first of its two rows too."""
    entry = bench.entry(Duty)
    Duty.objects.filter(pk=entry.pk).update(extras=[extra("科室", "救助科"), extra("电话", "8001")])
    first = entry.rows[0]
    WorkItem.objects.filter(pk=first.pk).update(extras=[extra("办理时限", "5 日")])
    return bench.entry(Duty)


@pytest.fixture
def url(bench, entry):
    return address("entry", bench.pk, "duties", entry.code)


def test_an_entry_saved_untouched_keeps_them_to_the_letter(bench, url):
    before = stored(bench.draft)
    assert bench.client.post(url, as_sent(bench.client.get(url))).status_code == 302
    assert stored(bench.draft) == before


def test_they_are_labelled_fields_and_saved_as_typed(bench, url):
    opened = bench.client.get(url)
    text = opened.content.decode()
    assert text.count("办理时限") >= 3  # its heading, and a label in each of the two rows
    changes = {"extra-1": "8002", "items-extra-0": ["5 日", "当场"], "group": "一、社会事务"}
    bench.client.post(url, as_sent(opened, **changes))
    entry = bench.entry(Duty)
    assert entry.group == "一、社会事务"
    assert entry.extras == [extra("科室", "救助科"), extra("电话", "8002")]
    limits = [[extra("办理时限", "5 日")], [extra("办理时限", "当场")]]
    assert [row.extras for row in entry.rows] == limits


def test_one_is_added_with_a_heading_named_anew_and_taken_out_by_emptying_it(bench, url):
    sent = as_sent(bench.client.get(url), **{"extra-add": "1"})
    response = bench.client.post(url, sent)
    assert as_sent(response)["extra-heading"] == ["科室", "电话", ""]
    assert bench.client.post(url, as_sent(response, **{"extra-2": "有字"})).status_code == 400
    typed = {"extra-heading": ["承办科室", "电话", "网址"], "extra-1": "", "extra-2": "某处"}
    bench.client.post(url, as_sent(response, **typed))
    assert bench.entry(Duty).extras == [extra("承办科室", "救助科"), extra("网址", "某处")]


def test_one_is_added_to_the_rows(bench, url):
    response = bench.client.post(url, as_sent(bench.client.get(url), **{"items-do": "extra"}))
    typed = {"items-extra-heading": ["办理时限", "收费"], "items-extra-1": ["", "免费"]}
    bench.client.post(url, as_sent(response, **typed))
    first, second = bench.entry(Duty).rows
    assert (first.extras, second.extras) == ([extra("办理时限", "5 日")], [extra("收费", "免费")])


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (["甲", "甲"], "不能重复"),
        (["主要职责", "甲"], "已有“主要职责”一列"),
        (["", "甲"], "请填写"),
    ],
)
def test_headings_that_cannot_be_are_refused_with_a_sentence(bench, url, headings, sentence):
    before = stored(bench.draft)
    response = bench.client.post(url, as_sent(bench.client.get(url), **{"extra-heading": headings}))
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert stored(bench.draft) == before


def test_one_that_a_colleague_added_meanwhile_is_not_lost(bench, url):
    opened = bench.client.get(url)
    theirs = [extra("科室", "救助科"), extra("电话", "8001"), extra("网址", "某处")]
    Duty.objects.filter(pk=bench.entry(Duty).pk).update(extras=theirs)
    response = bench.client.post(url, as_sent(opened, text="我的文字"))
    assert response.status_code == 409
    bench.client.post(url, as_sent(response))
    assert (bench.entry(Duty).text, bench.entry(Duty).extras) == ("我的文字", theirs)


def test_the_history_of_saves_and_what_was_removed_know_of_them(bench, url):
    bench.client.post(url, as_sent(bench.client.get(url), **{"extra-0": "低保科"}))
    text = bench.client.get(f"{url}history/").content.decode()
    assert "低保科" in text
    remove = f"{url}remove/"
    bench.client.post(remove, as_sent(bench.client.get(remove)))
    bench.client.post(f"{url}restore/")
    entry = bench.entry(Duty, "D-0001")
    assert entry.extras == [extra("科室", "低保科"), extra("电话", "8001")]
    assert entry.rows[0].extras == [extra("办理时限", "5 日")]


def test_annexes_with_tables_and_notes_saved_untouched_do_not_change(bench):
    add_annex(bench.draft, tables=TABLES, after="services")
    add_note(bench.draft, after="duties")
    before, version = stored(bench.draft), fresh(bench.adjustment).version
    prose = address("prose", bench.pk)
    assert bench.client.post(prose, as_sent(bench.client.get(prose))).status_code == 302
    assert stored(bench.draft) == before
    assert fresh(bench.adjustment).version == version


def test_tables_and_notes_are_saved_as_typed(bench):
    add_annex(bench.draft, tables=TABLES)
    add_note(bench.draft)
    prose = address("prose", bench.pk)
    typed = {
        "annexes-tables": "｜情形｜处理｜\r\n｜不作为｜约谈｜",
        "annexes-after": "services",
        "notes-text": "注：改过的。",
        "notes-after": "duties",
    }
    assert bench.client.post(prose, as_sent(bench.client.get(prose), **typed)).status_code == 302
    annex, note = (one.objects.get(edition=bench.draft) for one in (Annex, Note))
    assert annex.tables == [{"headings": ["情形", "处理"], "rows": [["不作为", "约谈"]]}]
    assert (annex.after, note.after, note.text) == ("services", "duties", "注：改过的。")


def test_a_table_that_cannot_be_read_is_refused_with_the_row(bench):
    add_annex(bench.draft)
    prose = address("prose", bench.pk)
    before = stored(bench.draft)
    typed = {"annexes-tables": "｜情形｜处理｜\n｜不作为｜"}
    response = bench.client.post(prose, as_sent(bench.client.get(prose), **typed))
    assert response.status_code == 400
    assert "第 1 个表格第 2 行有 1 格，列名有 2 格" in response.content.decode()
    assert stored(bench.draft) == before


def test_tables_are_read_as_they_are_shown():
    assert tables_from(tables_text(TABLES)) == TABLES
    assert tables_from("") == []
    pasted = [{"headings": ["情形", "处理"], "rows": [["不作为", "约谈"]]}]
    assert tables_from("情形\t处理\n不作为\t约谈") == pasted
