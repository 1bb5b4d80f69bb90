"""Who asked is known while a request is answered; what they were refused is noted."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from departments.models import Department
from portal.accounts.audit import chain, context
from portal.accounts.audit.log import Kind, note
from portal.accounts.audit.middleware import Audited
from portal.accounts.audit.models import Event
from portal.accounts.audit.refusals import note_refusal
from tests import cast
from tests.databases import in_thread
from tests.factories import make_department


@transaction.atomic
def forbidden(request):
    make_department()
    raise PermissionDenied("您不是民政局的编辑。")


def conflicting(request):
    note_refusal(request, "另一人刚刚改动了这份调整申请。")
    return HttpResponse("x", status=409)


def writing(request):
    note(Kind.WRITE, text="写了")
    return HttpResponse()


urlpatterns = [
    path("forbidden/", forbidden),
    path("conflicting/", conflicting),
    path("writing/", writing),
    path("", include("portal.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def editor():
    return cast.make_editor(make_department("weisheng", "卫生局"))


@pytest.fixture
def client_of_editor(editor):
    return cast.signed_in(editor)


def refusals():
    return list(Event.objects.filter(kind=Kind.REFUSED))


def test_what_a_view_notes_is_done_by_who_asked_and_from_where(client_of_editor, editor):
    client_of_editor.get("/writing/", REMOTE_ADDR="203.0.113.9")
    event = Event.objects.get(kind=Kind.WRITE)
    assert (event.user, event.user_name, event.address) == (editor, "边编辑", "203.0.113.9")


def test_behind_proxies_the_address_is_the_clients(client_of_editor, settings):
    settings.PROXY_COUNT = 1
    forwarded = {"HTTP_X_FORWARDED_FOR": "198.51.100.7, 203.0.113.9"}
    client_of_editor.get("/writing/", **forwarded)
    assert Event.objects.get(kind=Kind.WRITE).address == "203.0.113.9"


def test_a_visitor_is_nobody(client):
    client.get("/writing/")
    event = Event.objects.get()
    assert (event.user, event.user_name, event.address) == (None, "", "127.0.0.1")


def test_a_page_that_notes_nothing_does_not_look_for_the_user(django_assert_num_queries):
    class Request:
        META = {"REMOTE_ADDR": "203.0.113.9"}

        @property
        def user(self):
            raise AssertionError("looked for the user")

    with django_assert_num_queries(0):
        assert Audited(lambda request: HttpResponse())(Request()).status_code == 200


def test_a_refusal_is_noted_after_the_transaction_that_failed(client_of_editor, editor):
    assert client_of_editor.post("/forbidden/").status_code == 403
    (event,) = refusals()
    assert event.text == "POST /forbidden/\n您不是民政局的编辑。"
    assert event.user == editor
    assert not Department.objects.filter(slug="minzheng").exists()


def test_a_conflict_is_noted_with_its_sentence(client_of_editor):
    client_of_editor.post("/conflicting/")
    (event,) = refusals()
    assert event.text == "POST /conflicting/\n另一人刚刚改动了这份调整申请。"


def test_a_page_of_the_admin_that_one_may_not_see_is_noted(stranger):
    assert stranger.get("/admin/departments/department/").status_code == 403
    (event,) = refusals()
    assert event.text == "GET /admin/departments/department/"
    assert event.user_name == "莫相干"


def test_a_form_without_its_token_is_noted(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post("/writing/").status_code == 403
    assert [event.text for event in refusals()] == ["POST /writing/"]


def test_what_a_visitor_is_refused_is_not_noted(client):
    assert client.get("/forbidden/").status_code == 403
    assert client.get("/admin/departments/department/").status_code == 302
    assert refusals() == []


def test_what_was_found_or_not_is_no_refusal(client_of_editor):
    assert client_of_editor.get("/about/").status_code == 200
    assert client_of_editor.get("/departments/nichts/").status_code == 404
    assert refusals() == []


def test_a_refusal_that_cannot_be_noted_is_told_to_the_server(
    client_of_editor, monkeypatch, caplog
):
    def broken(event):
        raise Error("disk full")

    monkeypatch.setattr(chain, "digest_of", broken)
    assert client_of_editor.post("/conflicting/").status_code == 409
    assert "审计记录无法写入：被拒绝" in caplog.text
    assert "另一人刚刚改动" in caplog.text


def test_nothing_is_left_behind(client_of_editor, client):
    client_of_editor.get("/writing/")
    assert context.current() == context.NOBODY


def test_requests_at_once_do_not_mix():
    both_within = Barrier(2)
    requests = RequestFactory()

    def answer(request):
        both_within.wait()
        return HttpResponse(context.current().address)

    def ask(address):
        response = Audited(answer)(requests.get("/", REMOTE_ADDR=address))
        assert context.current() == context.NOBODY
        return response.content.decode()

    addresses = ["203.0.113.1", "203.0.113.2"]
    with ThreadPoolExecutor(2) as pool:
        asked = [in_thread(pool, lambda address=one: ask(address)) for one in addresses]
        assert [one.result() for one in asked] == addresses
