"""What the pages of all sections have in common."""

import re
from functools import partial

import pytest

from departments.models import section_models
from departments.pages.filters import LONGEST_CHOICE, MOST_VALUES
from tests import factories
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    make_department,
    make_district,
    make_draft,
    make_source,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

fill = partial(factories.fill, powers=True)
make_edition = partial(factories.make_edition, powers=True)
SECTIONS = [(model.section_key, f"{model.code_prefix}-0001") for model in section_models()]
each_section = pytest.mark.parametrize(("key", "code"), SECTIONS)


@each_section
class TestIndex:
    def test_shows_the_entries_in_force_of_all_departments(self, client, key, code):
        make_edition(make_department("minzheng", "民政局"), entries=2)
        make_edition(make_department("weisheng", "卫生局"), entries=1)
        page = client.get(f"/{key}/").text
        assert "3 项" in page
        assert f"/departments/minzheng/{key}/{code}/" in page
        assert f"/departments/weisheng/{key}/{code}/" in page

    def test_shows_no_drafts_and_nothing_scheduled_or_superseded(self, client, key, code):
        department = make_department()
        make_edition(department, effective_from=FIRST_DAY)
        make_edition(department, effective_from=SECOND_DAY)
        make_edition(department, effective_from=FAR_FUTURE)
        fill(make_draft(department))
        page = client.get(f"/{key}/").text
        assert "1 项" in page
        assert code not in page
        assert code in client.get(f"/{key}/?on=2024-05-01").text

    def test_filters_by_several_departments(self, client, key, code):
        for slug in ("a", "b", "c"):
            make_edition(make_department(slug, f"{slug}局"))
        page = client.get(f"/{key}/?department=a&department=c").text
        assert "2 项" in page
        assert "/departments/a/" in page
        assert "/departments/b/" not in page

    def test_a_department_that_never_published_is_as_unknown_as_none(self, client, key, code):
        make_edition(make_department("a", "甲局"))
        fill(make_draft(make_department("b", "尚未公开的局")))
        for address in (f"/{key}/", f"/{key}/feed/"):
            for slug in ("b", "unknown"):
                response = client.get(address, {"department": slug})
                assert response.status_code == 400
                assert "尚未公开的局" not in response.text

    def test_more_values_of_a_filter_than_one_chooses_by_hand_are_refused(self, client, key, code):
        make_edition(make_department("a", "甲局"))
        for address in (f"/{key}/", f"/{key}/feed/"):
            most = client.get(address, {"department": ["a"] * MOST_VALUES})
            more = client.get(address, {"department": ["a"] * (MOST_VALUES + 1)})
            assert (most.status_code, more.status_code) == (200, 400)
            assert f"部门：最多选 {MOST_VALUES} 个" in more.text

    def test_offers_districts_only_when_there_are_several(self, client, key, code):
        make_edition(make_department("a", "甲局"))
        assert "区县" not in client.get(f"/{key}/").text
        make_edition(make_department("b", "乙局", district=make_district("430407", "衡阳市石鼓区")))
        page = client.get(f"/{key}/?district=430407").text
        assert "区县：衡阳市石鼓区" in page
        assert "1 项" in page

    def test_every_word_of_the_text_must_occur_somewhere_in_the_entry(self, client, key, code):
        make_edition(entries=3)
        assert "1 项" in client.get(f"/{key}/", {"q": "2-1"}).text
        assert "1 项" in client.get(f"/{key}/", {"q": "2-1　第"}).text
        assert "0 项" in client.get(f"/{key}/", {"q": "2-1 没有的词"}).text

    def test_no_hits_say_what_to_loosen(self, client, key, code):
        page = client.get(f"/{key}/?q=没有的词").text
        assert "没有条目同时符合这些条件" in page
        assert "去掉条件</span>文字：没有的词" in page

    @pytest.mark.parametrize("number", ["0", "-1", "99", "x", "９", "9" * 5000, "", "\x00"])
    def test_a_bad_page_number_gives_a_page(self, client, key, code, number):
        make_edition(entries=21)
        response = client.get(f"/{key}/", {"page": number})
        assert response.status_code == 200
        assert "21 项" in response.text

    def test_pages_keep_the_filters(self, client, key, code):
        make_edition(entries=21)
        page = client.get(f"/{key}/?q=第&page=2").text
        assert "第 2 页，共 2 页" in page
        assert "?q=%E7%AC%AC&amp;page=1" in page

    @pytest.mark.parametrize(
        "query",
        [
            {"department": "unknown"},
            {"department": "\x00"},
            {"district": "999999"},
            {"q": "长" * 101},
            {"q": "\x00"},
        ],
    )
    def test_a_filter_that_cannot_be_read_is_named(self, client, key, code, query):
        make_edition()
        response = client.get(f"/{key}/", query)
        assert response.status_code == 400
        assert 'class="error"' in response.text
        assert "0 项" in response.text

    @pytest.mark.parametrize("text", ["%", "_", "'; DROP TABLE x; --", "<b>", "(", "\\", "😀"])
    def test_texts_of_any_kind_are_looked_for_literally(self, client, key, code, text):
        make_edition()
        response = client.get(f"/{key}/", {"q": text})
        assert response.status_code == 200
        assert "0 项" in response.text

    def test_the_text_comes_back_escaped(self, client, key, code):
        page = client.get(f"/{key}/", {"q": '"><script>'}).text
        assert 'value="&quot;&gt;&lt;script&gt;"' in page
        assert "<script>" not in page

    def test_says_that_no_list_has_any(self, client, key, code):
        page = client.get(f"/{key}/")
        assert page.status_code == 200
        assert "现行的清单都没有" in page.text
        make_edition()
        assert "现行的清单都没有" not in client.get(f"/{key}/").text

    def test_refuses_a_day_that_cannot_be_read(self, client, key, code):
        assert client.get(f"/{key}/?on=tomorrow").status_code == 400

    def test_only_reads(self, client, key, code):
        assert client.post(f"/{key}/").status_code == 405


@each_section
class TestEntry:
    def test_shows_where_the_entry_stands(self, client, key, code):
        draft = fill(make_draft(source=make_source("清单.txt")))
        publish(draft)
        page = client.get(f"/departments/minzheng/{key}/{code}/").text
        assert code in page
        assert "第 1 版</a>，2024年1月1日起施行" in page
        assert "清单.txt" in page
        assert f'href="/departments/minzheng/#{code}"' in page

    def test_leads_to_its_neighbours(self, client, key, code):
        make_edition(entries=3)
        middle = code.replace("1", "2")
        page = client.get(f"/departments/minzheng/{key}/{middle}/").text
        assert f'rel="prev" href="/departments/minzheng/{key}/{code}/"' in page
        assert f'rel="next" href="/departments/minzheng/{key}/{code.replace("1", "3")}/"' in page

    def test_the_first_and_only_entry_has_no_neighbours(self, client, key, code):
        make_edition(entries=1)
        page = client.get(f"/departments/minzheng/{key}/{code}/").text
        assert "上一项" not in page
        assert "下一项" not in page

    def test_refuses_what_was_never_in_a_list_in_force(self, client, key, code):
        make_edition(make_department("minzheng", "民政局"))
        fill(make_draft(make_department("sifa", "司法局")))
        make_edition(make_department("caizheng", "财政局"), effective_from=FAR_FUTURE)
        for address in (
            f"/departments/minzheng/{key}/X-9999/",
            f"/departments/minzheng/{key}/%00/",
            f"/departments/sifa/{key}/{code}/",
            f"/departments/caizheng/{key}/{code}/",
            f"/departments/unknown/{key}/{code}/",
        ):
            assert client.get(address).status_code == 404, address

    def test_an_unknown_code_is_explained(self, client, key, code):
        make_edition()
        page = client.get(f"/departments/minzheng/{key}/X-9999/").text
        assert "这份清单没有编码为 X-9999 的条目。" in page

    def test_an_entry_that_was_taken_out_is_gone_and_leads_to_its_last_edition(
        self, client, key, code
    ):
        department = make_department()
        make_edition(department, effective_from=FIRST_DAY)
        make_edition(department, effective_from=SECOND_DAY)
        response = client.get(f"/departments/minzheng/{key}/{code}/")
        assert response.status_code == 410
        assert f'href="/departments/minzheng/editions/1/#{code}"' in response.text
        on_its_day = client.get(f"/departments/minzheng/{key}/{code}/?on=2024-06-01")
        assert on_its_day.status_code == 200

    def test_an_entry_of_a_later_edition_is_not_shown_before_its_day(self, client, key, code):
        department = make_department()
        make_edition(department, effective_from=FIRST_DAY)
        make_edition(department, effective_from=FAR_FUTURE)
        address = f"/departments/minzheng/{key}/{code.replace('1', '2')}/"
        assert client.get(address).status_code == 404
        assert client.get(f"{address}?on=2999-01-01").status_code == 200

    def test_only_reads(self, client, key, code):
        make_edition()
        assert client.post(f"/departments/minzheng/{key}/{code}/").status_code == 405


def test_facets_count_without_their_own_choice(client):
    make_edition(make_department("a", "甲局"), entries=3)
    make_edition(make_department("b", "乙局"), entries=2)
    page = client.get("/duties/?department=a&q=第").text
    assert 'href="?q=%E7%AC%AC" rel="nofollow" aria-current="true">甲局 <span>3</span>' in page
    both = "?department=a&amp;department=b&amp;q=%E7%AC%AC"
    assert f'href="{both}" rel="nofollow">乙局 <span>2</span>' in page


def test_a_code_keeps_its_entry_through_editions(client):
    department = make_department()
    for text, day in (("旧文", FIRST_DAY), ("新文", SECOND_DAY)):
        draft = make_draft(department)
        add_duty(draft, text, code="D-0001")
        publish(draft, day)
    assert "新文" in client.get("/departments/minzheng/duties/D-0001/").text
    assert "旧文" in client.get("/departments/minzheng/duties/D-0001/?on=2024-06-01").text


def test_each_page_leads_to_the_feed_of_what_it_shows(client):
    make_edition(make_department("a", "甲局"))
    page = client.get("/duties/").text
    assert page.count('href="/duties/feed/"') == 2
    page = client.get("/duties/?department=a&on=2024-06-01&page=1").text
    assert page.count('href="/duties/feed/?department=a"') == 2
    assert "订阅符合这些条件的条目" in page


def test_a_choice_is_called_the_same_whatever_else_is_chosen(client):
    make_edition(make_department("a", "甲局"))
    make_edition(make_department("b", "乙局"))
    ids = [
        re.findall(r'id="(department-[0-9a-f]{8})"', client.get(f"/duties/{query}").text)
        for query in ("", "?department=a", "?department=b&note=no")
    ]
    assert len(ids[0]) == 2
    assert ids[0] == ids[1] == ids[2]


@pytest.mark.parametrize("address", ["/boundaries/?party=", "/services/?handler="])
def test_a_longer_name_than_any_list_has_is_refused(client, address):
    make_edition()
    assert client.get(address + "长" * LONGEST_CHOICE).status_code == 200
    assert client.get(address + "长" * (LONGEST_CHOICE + 1)).status_code == 400
