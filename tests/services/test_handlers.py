"""``/services/handlers/``: which unit handles what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.handlers import by_department, plain
from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_service,
    make_department,
    make_draft,
    publish,
)
from tests.searching import ANY_TEXT

pytestmark = pytest.mark.django_db


def publish_services(*services, day=FIRST_DAY, department=None):
    """A department whose services have these (name, handlers)."""
    draft = make_draft(department)
    for number, (name, handlers) in enumerate(services, start=1):
        items = [{"content": "做", "handler": handler} for handler in handlers]
        add_service(draft, name, items=items, code=f"P-000{number}")
    return publish(draft, day).department


def shown(on=None):
    return [
        (handler.name, [service.name for service in handler.services])
        for group in by_department(on)
        for handler in group.handlers
    ]


def test_spellings_that_differ_in_space_and_width_are_one_handler():
    publish_services(("培训", ["农业局（办）"]), ("咨询", ["农 业\n局(办)"]))
    assert shown() == [("农业局（办）", ["培训", "咨询"])]


def test_other_names_stay_apart():
    publish_services(("培训", ["农业局", "农经局"]))
    assert shown() == [("农业局", ["培训"]), ("农经局", ["培训"])]


def test_a_service_stands_once_under_a_handler_of_several_items():
    publish_services(("培训", ["农业局", "农业局"]))
    assert shown() == [("农业局", ["培训"])]


def test_those_without_a_handler_come_last_and_are_shown_as_such(client):
    publish_services(("咨询", [""]), ("宣传", []), ("培训", ["农业局"]))
    assert shown() == [("农业局", ["培训"]), ("", ["咨询", "宣传"])]
    page = client.get("/services/handlers/").text
    assert page.count("清单未载承办机构") == 1


def test_handlers_of_one_name_in_two_departments_stay_apart(client):
    publish_services(("甲事", ["办公室"]), department=make_department("a", "甲局"))
    publish_services(("乙事", ["办公室"]), department=make_department("b", "乙局"))
    assert shown() == [("办公室", ["甲事"]), ("办公室", ["乙事"])]
    page = client.get("/services/handlers/").text
    assert '<h2 id="b"><a href="/departments/b/">乙局</a></h2>' in page
    assert '<a href="/departments/b/services/P-0001/">乙事</a>' in page


def test_shows_another_day(client):
    department = publish_services(("旧事", ["旧股"]))
    publish_services(("新事", ["新股"]), day=SECOND_DAY, department=department)
    assert "旧股" not in client.get("/services/handlers/").text
    page = client.get("/services/handlers/?on=2024-06-01").text
    assert '/services/P-0001/?on=2024-06-01">旧事</a>' in page


def test_says_so_when_there_is_nothing(client):
    assert "没有公共服务事项" in client.get("/services/handlers/").text


def test_refuses_a_day_that_cannot_be_read(client):
    assert client.get("/services/handlers/?on=0").status_code == 400


def test_the_services_lead_here_and_back(client):
    assert 'href="/services/handlers/"' in client.get("/services/").text
    assert 'href="/services/"' in client.get("/services/handlers/").text


@given(ANY_TEXT, st.sampled_from([" ", "\n", "\u3000", "\u00a0", "\t"]))
def test_no_space_makes_another_name(name, space):
    assert plain(name) == plain(space.join(name)) == plain(plain(name))
