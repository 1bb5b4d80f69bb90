"""The page of results: the answer first, then the entries, for any question whatever."""

import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings

from portal.search.indexing.registry import indexes
from portal.search.models import Query
from tests.boundaries.factories import make_subject
from tests.factories import (
    add_duty,
    add_matter,
    make_department,
    make_district,
    make_draft,
    publish,
)
from tests.searching import ANY_TEXT, make_lists, make_phrase, make_word

pytestmark = pytest.mark.django_db

BAD = {
    "control": "低保%00%07%1b",
    "emoji": "😀👨‍👩‍👧",
    "sql": "'; DROP TABLE search_query; --",
    "regex": "(((a+)+)+$[",
    "punctuation": "？？！！……",
    "surrogate": "%ED%A0%80",
    "bytes": "%FF%FE%80",
    "long": "低" * 10_000,
    "latin": "x" * 10_000,
    "spaces": "%20" * 100,
}


@pytest.fixture
def lists():
    return make_lists()


def ask(client, question, **params):
    return client.get("/search/", {"q": question} | params)


def heading(response):
    return re.sub("<.*?>", "", re.search(r"<h1>(.*?)</h1>", response.text, re.DOTALL)[1])


def test_without_a_question_it_says_how_to_ask(client, lists):
    for address in ("/search/", "/search/?q=", "/search/?q=%20%20"):
        page = client.get(address)
        assert page.status_code == 200
        assert heading(page) == "一件事归哪个部门管？"
        assert "老人高龄补贴怎么领" in page.text


def test_a_clear_answer_names_one_department_and_why(client, lists):
    make_phrase(lists[0], "家里揭不开锅找谁")
    page = ask(client, "家里揭不开锅找谁")
    assert heading(page) == "这件事由民政局负责"
    assert '<a href="/departments/minzheng/">民政局</a>' in page.text
    assert '<a href="/departments/minzheng/duties/D-0001/">部门职责“' in page.text
    assert "常见问法“家里揭不开锅找谁”" in page.text


def test_a_shared_matter_says_who_does_what(client, lists):
    page = ask(client, "社会养老服务体系建设").text
    table = re.search(r'<table class="rows parts">.*?</table>', page, re.DOTALL)[0]
    rows = [re.sub(r"<.*?>|\s+", " ", row).split() for row in table.split("<tr>")[2:]]
    assert rows[0][:3] == ["区民政局", "牵头", "牵头做好养老机构管理"]
    assert rows[1][:3] == ["区卫生局", "配合", "配合做好医养结合"]
    assert '<a href="/departments/weisheng/">区卫生局</a>' in table


def test_who_leads_is_said_only_where_the_list_says_it(client):
    draft = make_draft(make_department("weisheng", "卫生局"))
    parties = [
        {"name": "区卫生局", "responsibility": "推动医养结合"},
        {"name": "区民政局", "responsibility": "制定养老机构标准"},
    ]
    add_matter(draft, "社会养老服务体系建设", parties=parties)
    publish(draft)
    page = ask(client, "社会养老服务体系建设").text
    table = re.search(r'<table class="rows parts">.*?</table>', page, re.DOTALL)[0]
    assert "推动医养结合" in table
    assert "牵头" not in page
    assert "配合" not in page


def test_a_shared_matter_leads_to_what_all_lists_say_of_it(client, lists):
    subject = make_subject((lists[0], "B-0001"))
    page = ask(client, "社会养老服务体系建设").text
    assert f'<a href="{subject.get_absolute_url()}">各份清单怎样说这件事：养老服务</a>' in page


def test_nothing_found_is_said_so_with_the_departments_by_field(client, lists):
    page = ask(client, "月球采矿许可证")
    assert heading(page) == "各部门的清单里没有找到这件事"
    assert "12345 政务服务便民热线" in page.text
    assert "看病、卫生、生育" in page.text
    assert '<a href="/departments/minzheng/">民政局</a>' in page.text


def test_what_was_looked_for_too_can_be_undone(client, lists):
    make_word("揭不开锅", "最低生活保障")
    page = ask(client, "揭不开锅")
    assert "同时查找了：最低生活保障" in page.text
    undo = re.search(r'<a href="([^"]*literal=1)"', page.text)[1]
    literally = client.get(undo.replace("&amp;", "&"))
    assert "同时查找了" not in literally.text
    assert "只按原来的字查找。" in literally.text


def test_words_are_marked_and_everything_is_escaped(client):
    draft = make_draft(make_department("minzheng", "民政局"))
    add_duty(draft, "负责<b>低保审批</b>工作", items=["受理<script>alert(1)</script>低保审批"])
    publish(draft)
    page = ask(client, '低保审批<script>alert("x")</script>').text
    assert "负责&lt;b&gt;<mark>低保审批</mark>&lt;/b&gt;工作" in page
    assert "<script>alert" not in page
    assert page.count("<script") == 1


@pytest.mark.parametrize("question", BAD.values(), ids=BAD)
def test_bad_questions_have_a_page(client, lists, question):
    page = client.get(f"/search/?q={question}")
    assert page.status_code == 200
    assert page.text.count("<h1>") == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(text=ANY_TEXT)
def test_any_text_has_a_page(client, lists, text):
    page = client.get(f"/search/?q={quote(text.encode('utf-8', 'surrogatepass'))}")
    assert page.status_code == 200


def test_a_long_question_is_cut_and_said_so(client, lists):
    assert "只按前面的 300 字查找" in ask(client, "低保" * 200).text


def test_an_address_chooses_among_the_entries(client):
    for slug, name in (("minzheng", "民政局"), ("weisheng", "卫生局")):
        draft = make_draft(make_department(slug, name))
        for n in range(8):
            add_duty(draft, f"负责养老机构第 {n} 类工作")
        publish(draft)
    page = ask(client, "养老机构").text
    assert "相关的清单条目 16 项" in page
    assert len(re.findall("<h4>", page)) == 10
    facet = re.search(r'href="([^"]*)" rel="nofollow">卫生局 <span>8</span>', page)[1]
    assert facet == f"?q={quote('养老机构')}&amp;department=weisheng"
    chosen = ask(client, "养老机构", department="weisheng").text
    assert "相关的清单条目 8 项" in chosen
    assert "/departments/minzheng/duties/" not in chosen.split('class="results"')[1]
    assert 'aria-current="true">卫生局 <span>8</span>' in chosen
    whole = re.search(r'<p class="more"><a href="([^"]*)"', page)[1].replace("&amp;", "&")
    assert len(re.findall("<h4>", client.get(f"/search/{whole}").text)) == 16


def test_a_choice_that_fits_nothing_leaves_a_page(client, lists):
    page = ask(client, "低保", department="x<y", section="z")
    assert page.status_code == 200
    assert "没有条目同时符合这些条件" in page.text
    assert "x&lt;y" in page.text


def test_a_district_can_be_chosen(client, lists):
    other = make_district("430407", "衡阳市石鼓区")
    draft = make_draft(make_department("shigu", "石鼓渔政局", district=other))
    add_duty(draft, "负责渔船检验登记工作")
    publish(draft)
    page = ask(client, "渔船检验登记", district="430407")
    assert "石鼓渔政局" in page.text
    assert '<option value="430407" selected>' in page.text
    assert "石鼓渔政局" not in ask(client, "渔船检验登记", district="430408").text
    assert ask(client, "渔船检验登记", district="999999").status_code == 404


def test_without_any_list_there_is_a_page(client):
    assert "还没有公布的清单" in ask(client, "低保").text
    assert client.get("/search/suggest?q=低").json()["suggestions"] == []


def test_staff_get_the_same_answer(stranger, lists):
    assert "民政局" in heading(ask(stranger, "城乡居民最低生活保障"))


def test_questions_are_noted_once_and_ways_to_look_at_them_are_not(client, lists):
    ask(client, "低保申请")
    for params in ({"literal": 1}, {"department": "minzheng"}, {"section": "duties"}, {"all": 1}):
        ask(client, "低保申请", **params)
    client.get("/search/")
    assert [query.text for query in Query.objects.all()] == ["低保申请"]


def test_a_question_answered_from_the_page_cache_is_noted_too(client, lists, settings):
    settings.PAGE_CACHE_MB = 1
    first = ask(client, "低保申请")
    assert ask(client, "低保申请").content == first.content
    assert Query.objects.count() == 2


def test_a_kept_answer_changes_with_the_phrases(client, lists, settings):
    settings.PAGE_CACHE_MB = 1
    assert "常见问法" not in ask(client, "屋里冇米下锅").text
    make_phrase(lists[0], "屋里冇米下锅")
    indexes.clear()
    assert "常见问法“屋里冇米下锅”" in ask(client, "屋里冇米下锅").text


def test_the_log_can_be_switched_off(client, lists, settings):
    settings.SEARCH_LOG_DAYS = 0
    ask(client, "低保申请")
    assert not Query.objects.exists()


def test_what_belongs_to_others_is_said(client, lists):
    assert "“护照”一般由公安机关办理" in ask(client, "护照丢了怎么补").text
