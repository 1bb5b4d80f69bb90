import re

import pytest
from django.test import Client
from django.test.utils import override_script_prefix

from portal.corrections.models import Correction, State
from portal.corrections.numbers import new_number
from tests.correcting import answer, filled_in, make_correction, make_editor, old_ticket
from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_duty,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)

FORM = "/departments/minzheng/duties/D-0001/correct/"
GENERAL = "/corrections/new/"
HOSTILE = "</textarea></title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition(make_department("minzheng", "民政局"))


def the_only_correction():
    return Correction.objects.get()


def test_the_form_quotes_the_entry(client, edition):
    page = client.get(FORM)
    assert page.status_code == 200
    assert "负责第 1 类社会救助" in page.text
    assert "衡阳市蒸湘区民政局 · 部门职责 · D-0001 · 第 1 版" in page.text


def test_a_form_filled_in_becomes_a_correction(client, edition):
    response = client.post(FORM, filled_in(problem="第一行\r\n第二行"))
    correction = the_only_correction()
    assert response.status_code == 302
    assert response["Location"] == f"/corrections/{correction.number}/"
    assert correction.problem == "第一行\n第二行"
    assert (correction.code, correction.section) == ("D-0001", "duties")
    assert correction.department == edition.department
    assert correction.contact == "13800000000"


def test_the_receipt_tells_number_and_state_but_never_the_contact(client, edition):
    page = client.post(FORM, filled_in(), follow=True)
    assert the_only_correction().number in page.text
    assert "您的意见已收到" in page.text
    assert "13800000000" not in page.text


def test_the_form_says_how_long_contact_data_are_kept(client, edition, settings):
    settings.CORRECTION_CONTACT_DAYS = 45
    assert "办结 45 天后删除" in client.get(FORM).text


def test_a_day_asked_for_is_the_list_that_is_meant(client, edition):
    draft = make_draft(edition.department)
    add_duty(draft, "改过的职责", code="D-0001")
    publish(draft, SECOND_DAY)
    assert "改过的职责" in client.get(FORM).text
    client.post(f"{FORM}?on={FIRST_DAY}", filled_in())
    assert the_only_correction().edition_number == 1
    assert the_only_correction().heading == "负责第 1 类社会救助"


def test_an_entry_that_is_gone_meanwhile_can_be_spoken_of(client, edition):
    publish(make_draft(edition.department), SECOND_DAY)
    assert "D-0001 · 第 1 版" in client.get(FORM).text
    client.post(FORM, filled_in())
    assert the_only_correction().edition_number == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/departments/nobody/duties/D-0001/correct/", 404),
        ("/departments/minzheng/duties/D-0999/correct/", 404),
        ("/departments/minzheng/nothing/D-0001/correct/", 404),
        (f"{FORM}?on=nonsense", 400),
        (f"{FORM}?on=1900-01-01", 404),
    ],
)
def test_there_is_no_form_about_nothing(client, edition, address, status):
    assert client.get(address).status_code == status
    assert client.post(address, filled_in()).status_code == status
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "请选择是哪一类问题"),
        ({"kind": "nonsense"}, "nonsense"),
        ({"problem": ""}, "请写明哪里有误"),
        ({"problem": " \r\n "}, "请写明哪里有误"),
        ({"problem": "错"}, "太短"),
        ({"problem": "错" * 1001}, "有 1001 个字"),
        ({"problem": "有错\x00误的"}, "空字符"),
        ({"suggestion": "改" * 1001}, "缩短到 1000 个字以内"),
        ({"contact": "9" * 101}, "不超过 100 个字"),
        ({"trap": "http://spam.example/"}, "须留空的栏目，已替您清空"),
        ({"ticket": ""}, "已经失效"),
        ({"ticket": "forged"}, "已经失效"),
    ],
)
def test_a_refusal_is_a_sentence_and_keeps_what_was_typed(client, edition, changes, sentence):
    sent = filled_in(suggestion="请这样改") | changes
    response = client.post(FORM, sent)
    assert response.status_code == 400
    assert not Correction.objects.exists()
    assert sentence in re.search(r'role="alert".*?</div>', response.text, re.DOTALL)[0]
    kept = sent["problem"].replace("\r\n", "\n").strip("\x00")
    assert kept.strip() in response.text.replace("\r\n", "\n") or "\x00" in kept
    assert sent["suggestion"] in response.text
    assert sent["contact"] in response.text


@pytest.mark.parametrize(("seconds", "sentence"), [(0, "提交得太快"), (24 * 3600, "已经失效")])
def test_a_form_is_sent_in_time(client, edition, seconds, sentence):
    response = client.post(FORM, filled_in(ticket=str(old_ticket(seconds))))
    assert response.status_code == 400
    assert sentence in response.text
    assert "改正机构名称" in response.text
    assert not Correction.objects.exists()


def test_a_refused_form_can_be_sent_again_as_it_stands(client, edition):
    response = client.post(FORM, filled_in(ticket="", problem="这一处有误"))
    ticket = re.search(r'name="ticket" value="([^"]+)"', response.text)[1]
    assert "提交得太快" in client.post(FORM, filled_in(ticket=ticket)).text


def test_a_wrong_field_keeps_the_ticket(client, edition):
    sent = filled_in(problem="")
    again = client.post(FORM, sent)
    assert f'name="ticket" value="{sent["ticket"]}"' in again.text


def test_a_double_press_is_one_correction(client, edition):
    sent = filled_in()
    first, second = client.post(FORM, sent), client.post(FORM, sent)
    assert first["Location"] == second["Location"]
    assert Correction.objects.count() == 1


def test_another_text_on_a_form_sent_before_is_not_lost(client, edition):
    sent = filled_in()
    client.post(FORM, sent)
    number = the_only_correction().number
    response = client.post(FORM, sent | {"problem": "返回上一页后改写的另一处"})
    assert response.status_code == 400
    assert f"受理编号是 {number}" in response.text
    assert "返回上一页后改写的另一处" in response.text
    assert sent["ticket"] not in response.text
    assert Correction.objects.count() == 1


def test_too_many_are_refused_with_what_was_typed(client, edition, settings):
    settings.CORRECTIONS_PER_DAY = 1
    client.post(FORM, filled_in())
    response = client.post(FORM, filled_in(problem="还有一处有误"))
    assert response.status_code == 429
    assert "今天已经收到 1 条意见" in response.text
    assert "还有一处有误" in response.text
    assert Correction.objects.count() == 1


def test_clients_behind_one_proxy_are_counted_apart(client, edition, settings):
    settings.PROXY_COUNT, settings.CORRECTIONS_PER_DAY = 1, 1
    for n, address in enumerate(["203.0.113.1", "203.0.113.2"]):
        sent = filled_in(problem=f"第 {n} 处有误")
        assert client.post(FORM, sent, headers={"x-forwarded-for": address}).status_code == 302


def test_a_claimed_address_does_not_reset_the_count(client, edition, settings):
    settings.CORRECTIONS_PER_DAY = 1
    client.post(FORM, filled_in())
    again = client.post(FORM, filled_in(problem="又" * 9), headers={"x-forwarded-for": "1.2.3.4"})
    assert again.status_code == 429


def test_the_form_is_protected_against_other_sites(edition):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FORM, filled_in()).status_code == 403
    page = strict.get(FORM)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    assert strict.post(FORM, filled_in(csrfmiddlewaretoken=token)).status_code == 302


def test_one_may_speak_of_a_department(client, edition):
    page = client.get(f"{GENERAL}?department=minzheng").text
    assert '<option value="minzheng" selected>民政局</option>' in page
    client.post(GENERAL, filled_in(department="minzheng"))
    assert the_only_correction().department_name == "衡阳市蒸湘区民政局"
    assert the_only_correction().code == ""


def test_one_may_speak_of_the_site(client, db):
    page = client.post(GENERAL, filled_in(department=""), follow=True)
    assert the_only_correction().department is None
    assert "整个网站" in page.text


@pytest.mark.parametrize("slug", ["nobody", "\x00", "draft"])
def test_an_unknown_department_is_refused_kindly(client, edition, slug):
    make_draft(make_department("draft", "未公布的局"))
    assert client.get(GENERAL, {"department": slug}).status_code == 200
    response = client.post(GENERAL, filled_in(department=slug))
    assert response.status_code == 400
    assert not Correction.objects.exists()


def test_departments_of_one_district_are_offered(client, edition):
    make_edition(make_department("z", "戊局", district=make_district("430499", "别的区")))
    here, there = (client.get(f"{GENERAL}?department={slug}").text for slug in ("minzheng", "z"))
    assert "民政局" in here
    assert "戊局" not in here
    assert "戊局" in there
    assert "民政局" not in there
    assert "民政局" in client.get(GENERAL).text


def test_hostile_text_stays_text_everywhere(client, administrator):
    edition = make_draft(make_department("minzheng", "民政局"))
    add_duty(edition, HOSTILE)
    publish(edition)
    sent = filled_in(problem=HOSTILE, suggestion=HOSTILE, contact=HOSTILE)
    pages = [client.post(FORM, sent | {"trap": HOSTILE}), client.post(FORM, sent, follow=True)]
    correction = answer(the_only_correction(), make_editor(), answer=HOSTILE)
    pages += [
        client.get(correction.get_absolute_url()),
        client.get("/corrections/", {"number": HOSTILE}),
        administrator.get(f"/admin/corrections/correction/{correction.pk}/change/"),
        administrator.get("/admin/corrections/correction/?state=all"),
    ]
    for page in pages:
        assert "alert(1)" in page.text or "textarea" in page.text
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text


def test_the_answer_and_the_state_are_shown(client, edition):
    correction = answer(make_correction(), make_editor(), State.PARTLY, "改了第一处。")
    page = client.get(correction.get_absolute_url()).text
    assert "部分采纳" in page
    assert "改了第一处。" in page
    assert "编明" not in page


def test_a_number_is_looked_up_however_it_is_typed(client):
    correction = make_correction()
    typed = correction.number.lower().replace("-", " ")
    response = client.get("/corrections/", {"number": typed}, follow=True)
    assert response.redirect_chain == [(correction.get_absolute_url(), 302)]
    plain = correction.number.replace("-", "")
    assert client.get(f"/corrections/{plain}/")["Location"] == correction.get_absolute_url()


@pytest.mark.parametrize(
    "typed", ["JC-20261123-7K3P9", "7", "\x00", "中" * 5000, "%0d%0aSet-Cookie"]
)
def test_what_is_no_number_is_said_to_be_none(client, typed):
    response = client.get("/corrections/", {"number": typed})
    assert response.status_code == 400
    assert "不是受理编号" in response.text


def test_numbers_cannot_be_run_through(client):
    correction = make_correction()
    near = new_number(correction.received_at)
    for number in (near, "1", str(correction.pk), correction.number[:-1] + "0", "JC-20261123-"):
        response = client.get(f"/corrections/{number}/")
        assert response.status_code == 404
        assert "没有这个受理编号" in response.text
        assert correction.problem not in response.text


@pytest.mark.parametrize(
    "number", ["%0d%0aSet-Cookie:%20a=b", "JC%0A", "%00", "%E2%80%A8", "..%2f", "x" * 9000]
)
def test_nothing_typed_reaches_a_header(client, number):
    response = client.get(f"/corrections/{number}/")
    assert response.status_code == 404
    assert "Set-Cookie" not in response
    assert not response.cookies


@pytest.mark.parametrize("address", [FORM, GENERAL, "/corrections/", "/corrections/JC-1/"])
def test_these_pages_are_kept_by_nobody_and_in_no_index(client, edition, settings, address):
    settings.PAGE_CACHE_MB = 64
    response = client.get(address)
    if response.status_code == 200:
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex' in response.text
    assert "ETag" not in response


def test_the_page_of_a_correction_is_kept_by_nobody(client, settings):
    settings.PAGE_CACHE_MB = 64
    response = client.get(make_correction().get_absolute_url())
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_other_methods_are_refused(client, edition):
    assert client.put(FORM).status_code == 405
    assert client.post("/corrections/").status_code == 405
    assert client.post(make_correction().get_absolute_url()).status_code == 405


@pytest.mark.parametrize(
    ("address", "count"),
    [(FORM, 2), (GENERAL, 1), (f"{GENERAL}?department=minzheng", 1), ("/corrections/", 0)],
)
def test_query_counts(client, django_assert_num_queries, edition, address, count):
    for n in range(5):
        make_edition(make_department(f"d{n}", f"第{n}局"), entries=5)
    with django_assert_num_queries(count):
        assert client.get(address).status_code == 200


def test_it_works_beneath_another_site(client, edition):
    beneath = {"SCRIPT_NAME": "/qzqd"}
    with override_script_prefix("/qzqd/"):
        page = client.get(FORM, **beneath).text
        assert 'href="/qzqd/departments/minzheng/duties/D-0001/"' in page
        response = client.post(FORM, filled_in(), **beneath)
        assert response["Location"] == f"/qzqd/corrections/{the_only_correction().number}/"
        assert 'action="/qzqd/corrections/"' in client.get("/corrections/", **beneath).text
