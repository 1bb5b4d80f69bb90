"""The pages of subjects, bodies and the whole."""

import pytest

from tests.boundaries.factories import make_body, make_subject
from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_matter,
    make_department,
    make_draft,
    publish,
)

pytestmark = pytest.mark.django_db

SUBJECT = "/boundaries/subjects/yanglao/"
BEFORE = FIRST_DAY.replace(year=2023)


@pytest.fixture
def departments():
    """Two lists with a side each from the first day; from the second on the first list lost it."""
    civil, health = make_department(), make_department("weisheng", "卫生局")
    for department, name in ((civil, "区公安局"), (health, "区公安分局")):
        draft = make_draft(department)
        party = {"name": name, "responsibility": f"维护{department}治安", "basis": "《办法》"}
        add_matter(draft, "养老服务", parties=["区民政局", party, "区审计局"])
        publish(draft)
    publish(make_draft(civil), SECOND_DAY)
    audit = make_draft(make_department("shenji", "审计局"))
    publish(audit, FIRST_DAY)
    make_body(names=["区公安局", "区公安分局"])
    make_subject((civil, "B-0001"), (health, "B-0001"))
    return civil, health


def test_a_subject_shows_its_sides_as_they_were_on_a_day(client, departments):
    page = client.get(f"{SUBJECT}?on=2024-06-01").text
    assert "维护民政局治安" in page
    assert "维护卫生局治安" in page
    assert "/departments/minzheng/boundaries/B-0001/?on=2024-06-01" in page
    assert "说法不同" in page
    assert "审计局的清单没有把这件事列入职责边界" in page
    assert "2024年1月1日起施行" in page


def test_a_side_whose_entry_is_gone_is_said_to_be(client, departments):
    page = client.get(SUBJECT).text
    assert "民政局的清单在这一天没有这一条目（B-0001）" in page
    assert "维护民政局治安" not in page
    assert "维护卫生局治安" in page


def test_a_subject_of_which_nothing_was_in_force_yet_still_has_its_page(client, departments):
    page = client.get(f"{SUBJECT}?on={BEFORE}")
    assert page.status_code == 200
    assert "0 份清单写到" in page.text


def test_the_list_of_subjects_is_that_of_the_day(client, departments):
    assert "几份清单都写到的" in client.get("/boundaries/subjects/?on=2024-06-01").text
    assert "只有一份清单写到的" in client.get("/boundaries/subjects/").text
    assert "没有符合条件的共管事项" in client.get(f"/boundaries/subjects/?on={BEFORE}").text


def test_the_list_of_subjects_is_narrowed_to_a_body(client, departments):
    assert SUBJECT in client.get("/boundaries/subjects/?body=gongan").text
    assert SUBJECT in client.get("/boundaries/subjects/?body=weisheng").text
    assert SUBJECT not in client.get("/boundaries/subjects/?body=nobody").text
    assert client.get("/boundaries/subjects/", {"body": "\x00" * 3}).status_code == 200


def test_a_body_shows_what_every_list_says_of_it_and_how_it_is_called(client, departments):
    page = client.get("/boundaries/bodies/gongan/?on=2024-06-01").text
    assert "维护民政局治安" in page
    assert "“区公安局”（1 处）" in page
    assert "“区公安分局”（1 处）" in page
    assert "由上级主管部门直接管理" in page
    assert f"{SUBJECT}?on=2024-06-01" in page
    assert "维护民政局治安" not in client.get("/boundaries/bodies/gongan/").text


def test_a_department_that_nobody_named_has_a_page_as_a_body(client, departments):
    page = client.get("/boundaries/bodies/weisheng/").text
    assert "没有一份在职责边界中写到它" in page
    assert 'href="/departments/weisheng/"' in page


def test_the_bodies_and_the_map_show_the_day(client, departments):
    for address in ("/boundaries/bodies/", "/boundaries/map/"):
        assert "/boundaries/bodies/gongan/" in client.get(address).text
        assert "这一天施行的清单没有写到其他单位" in client.get(f"{address}?on={BEFORE}").text


def test_the_map_says_the_same_in_its_drawing_and_in_its_table(client, departments):
    page = client.get("/boundaries/map/").text
    address = "/boundaries/?department=weisheng&amp;body=gongan"
    assert page.count(f'href="{address}"') == 2
    assert 'aria-label="卫生局的清单写到市公安局蒸湘分局：1 项"' in page
    assert " style=" not in page


def test_an_entry_links_its_subject_and_its_bodies(client, departments):
    page = client.get("/departments/weisheng/boundaries/B-0001/").text
    assert f'href="{SUBJECT}"' in page
    assert 'href="/boundaries/bodies/gongan/"' in page
    assert page.count("《办法》</td>") == 1


def test_a_merged_subject_leads_to_where_it_went(client, departments):
    merged = make_subject(slug="old", title="旧事")
    merged.merged_into = type(merged).objects.get(slug="yanglao")
    merged.save()
    page = client.get("/boundaries/subjects/old/?on=2024-06-01")
    assert (page.status_code, page["Location"]) == (301, f"{SUBJECT}?on=2024-06-01")


@pytest.mark.parametrize(
    "address",
    [
        "/boundaries/subjects/nothing/",
        "/boundaries/bodies/nothing/",
        "/boundaries/subjects/proposed/",
        "/boundaries/bodies/drafted/",
    ],
)
def test_what_is_unknown_or_not_public_is_not_found(client, departments, address):
    make_subject((departments[0], "B-0001"), slug="proposed", state="candidate")
    add_matter(make_draft(make_department("drafted", "草稿局")), parties=["区民政局"])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        *("/boundaries/subjects/", SUBJECT, "/boundaries/bodies/", "/boundaries/bodies/gongan/"),
        "/boundaries/map/",
    ],
)
def test_drafts_are_never_shown_and_odd_days_are_refused(client, departments, address):
    draft = make_draft(departments[1])
    add_matter(
        draft,
        "秘密养老",
        code="B-0001",
        parties=[{"name": "区公安局", "responsibility": "秘密职责"}, "区秘密局"],
    )
    page = client.get(address)
    assert page.status_code == 200
    assert "秘密" not in page.text
    assert client.get(f"{address}?on=昨天").status_code == 400
    assert client.post(address).status_code == 405


def test_everything_printed_is_escaped(client):
    draft = make_draft()
    parties = [{"name": "<b>局", "responsibility": "<script>"}, "区公安局"]
    add_matter(draft, "<i>事", parties=parties)
    publish(draft)
    make_body(name="<u>公安", names=["区公安局"], note="<em>")
    make_subject((draft.department, "B-0001"), title="<s>养老", summary="<p>")
    for address in (
        *("/boundaries/subjects/", SUBJECT, "/boundaries/bodies/", "/boundaries/bodies/gongan/"),
        *("/boundaries/map/", "/departments/minzheng/boundaries/B-0001/", "/boundaries/"),
    ):
        page = client.get(address).text
        for tag in ("<b>局", "<i>事", "<u>公安", "<s>养老", "<em>", "<script>"):
            assert tag not in page, address
