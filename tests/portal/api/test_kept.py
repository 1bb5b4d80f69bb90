"""Answers kept by the page cache: the same for everyone, told in short when nothing changed."""

import gzip
import json

import pytest

from departments.models import Department
from departments.shown.state import shown_state
from portal.page_cache import cache
from tests.factories import SECOND_DAY, add_duty, make_department, make_draft, make_edition, publish

ADDRESS = "/api/v1/duties"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, monkeypatch):
    settings.PAGE_CACHE_MB = 1
    monkeypatch.setattr(cache, "published_state", shown_state)
    return make_edition(make_department())


@pytest.mark.parametrize(
    "address", ["", "departments", "departments/minzheng/list", "duties", "openapi.json", "docs/"]
)
def test_what_has_not_changed_is_told_in_short(client, address):
    response = client.get(f"/api/v1/{address}")
    again = client.get(f"/api/v1/{address}", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_a_kept_answer_has_all_that_the_first_one_had(client):
    first, second = (client.get(f"{ADDRESS}?page_size=1") for _ in range(2))
    assert second.json() == first.json()
    assert dict(second.items()) == dict(first.items())
    assert "Link" in second


def test_a_publication_shows_at_once(client, kept):
    response = client.get(ADDRESS)
    draft = make_draft(kept.department)
    add_duty(draft, "负责新的工作")
    publish(draft, SECOND_DAY)
    changed = client.get(ADDRESS, headers={"if-none-match": response["ETag"]})
    assert changed.status_code == 200
    assert [entry["text"] for entry in changed.json()["results"]] == ["负责新的工作"]


def test_contact_data_show_at_once(client):
    client.get("/api/v1/departments/minzheng")
    Department.objects.update(phone="0734-1234567")
    assert client.get("/api/v1/departments/minzheng").json()["contact"]["phone"] == "0734-1234567"


def test_long_answers_are_compressed(client):
    plain = client.get(ADDRESS).json()
    packed = client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.content)) == plain


def test_errors_and_answers_to_questions_are_not_kept(client):
    for address in (f"{ADDRESS}?page=0", "/api/v1/departments/x", "/api/v1/search?q=低保"):
        assert "ETag" not in client.get(address)


def test_for_staff_nothing_is_kept(stranger):
    response = stranger.get(ADDRESS)
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response
