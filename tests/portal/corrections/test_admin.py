import pytest
from django.urls import reverse

from portal.accounts.models import User
from portal.corrections import admin
from portal.corrections.limits import Refused
from portal.corrections.models import Correction, State
from portal.corrections.targets import Target, entry_target
from tests import cast
from tests.admin import as_sent, count_queries, messages, page
from tests.cast import signed_in
from tests.correcting import answer, make_correction, make_editor, make_older
from tests.factories import make_department, make_draft, make_edition

INBOX = reverse("admin:corrections_correction_changelist")

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_editor())


def change_page(correction):
    return page(Correction, "change", correction.pk)


def listed(response):
    return [correction.problem for correction in response.context["cl"].result_list]


def test_the_inbox_shows_what_waits_the_oldest_first(editor):
    make_correction(problem="后来的一条")
    make_older(make_correction(problem="先来的一条"), days=2)
    answer(make_correction(problem="办结的一条"), make_answering_editor())
    assert listed(editor.get(INBOX)) == ["先来的一条", "后来的一条"]
    assert "2 天" in editor.get(INBOX).text
    assert listed(editor.get(f"{INBOX}?state=accepted")) == ["办结的一条"]
    assert len(listed(editor.get(f"{INBOX}?state=all"))) == 3


def make_answering_editor():
    return User.objects.get(username="bian")


def test_the_inbox_is_filtered_by_department_kind_and_age(editor):
    department = make_department()
    make_correction(Target(department), problem="部门的一条")
    make_older(make_correction(kind="other", problem="网站的一条"), days=10)
    assert listed(editor.get(f"{INBOX}?department__id__exact={department.pk}")) == ["部门的一条"]
    assert listed(editor.get(f"{INBOX}?kind__exact=other")) == ["网站的一条"]
    assert listed(editor.get(f"{INBOX}?days=7")) == ["网站的一条"]
    assert len(listed(editor.get(f"{INBOX}?days=nonsense"))) == 2


def test_whoever_has_no_right_is_refused(stranger, client):
    correction = make_correction()
    for address in (INBOX, change_page(correction)):
        assert stranger.get(address).status_code == 403
        assert stranger.post(address, {"state": "accepted"}).status_code == 403
        assert client.get(address).status_code == 302
    correction.refresh_from_db()
    assert correction.state == State.RECEIVED


def test_nobody_adds_or_deletes(administrator):
    correction = make_correction()
    assert administrator.get(page(Correction, "add")).status_code == 403
    assert administrator.post(page(Correction, "delete", correction.pk)).status_code == 403
    assert Correction.objects.exists()


def test_the_answer_is_written_through_the_action(editor):
    correction = make_correction(entry_target(make_edition().department.slug, "duties", "D-0001"))
    response = editor.get(change_page(correction))
    assert "13800000000" in response.text
    assert 'href="/departments/minzheng/duties/D-0001/"' in response.text
    sent = as_sent(response, state="accepted", answer="已改正。\r\n谢谢。", draft="")
    assert editor.post(change_page(correction), sent).status_code == 302
    correction.refresh_from_db()
    assert (correction.state, correction.closed_at is not None) == ("accepted", True)
    assert correction.events.last().user_name == "编明"


def test_what_was_sent_cannot_be_changed(administrator):
    correction = make_correction()
    sent = as_sent(administrator.get(change_page(correction)), state="working", problem="改过的")
    administrator.post(change_page(correction), sent | {"number": "JC-1", "contact": ""})
    stored = Correction.objects.get()
    assert (stored.problem, stored.number) == (correction.problem, correction.number)
    assert stored.contact == correction.contact


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"state": "accepted", "answer": ""}, "办结时须写明答复"),
        ({"state": "received"}, "请选择办理到了哪一步"),
    ],
)
def test_a_refusal_keeps_what_was_typed(editor, changes, sentence):
    correction = make_correction()
    sent = as_sent(editor.get(change_page(correction)), answer="写了一半的答复") | changes
    response = editor.post(change_page(correction), sent)
    assert response.status_code == 200
    assert sentence in response.text
    assert sent["answer"] in response.text
    correction.refresh_from_db()
    assert correction.events.count() == 1


def test_an_answer_that_did_not_see_the_latest_one_is_refused(editor):
    correction = make_correction()
    sent = as_sent(editor.get(change_page(correction)), state="rejected", answer="写好的答复")
    answer(correction, User.objects.get(username="bian"))
    response = editor.post(change_page(correction), sent)
    assert "记录已被改动" in response.text
    assert "“纠错办理记录”新增一行" in response.text
    assert "写好的答复" in response.text
    correction.refresh_from_db()
    assert correction.events.count() == 2


def test_who_is_overtaken_between_check_and_lock_is_told(editor, monkeypatch):
    def overtaken(*args, **kwargs):
        raise Refused("已有人办理过这条意见。")

    monkeypatch.setattr(admin, "answer_correction", overtaken)
    correction = make_correction()
    sent = as_sent(editor.get(change_page(correction)), state="working")
    response = editor.post(change_page(correction), sent, follow=True)
    assert messages(response) == ["已有人办理过这条意见。"]


def test_only_drafts_of_the_department_are_offered(editor):
    edition = make_edition()
    ours, theirs = make_draft(edition.department), make_draft(make_department("b", "乙局"))
    correction = make_correction(Target(edition.department))
    form = editor.get(change_page(correction)).context["adminform"].form
    assert list(form.fields["draft"].queryset) == [ours]
    sent = as_sent(editor.get(change_page(correction)), state="working", draft=theirs.pk)
    assert editor.post(change_page(correction), sent).status_code == 200
    sent["draft"] = ours.pk
    assert editor.post(change_page(correction), sent).status_code == 302
    correction.refresh_from_db()
    assert correction.draft == ours


def test_the_inbox_takes_as_many_queries_for_many(administrator):
    for n in range(2):
        make_correction(Target(make_department(f"a{n}", f"甲{n}局")), problem=f"第 {n} 处有误")
    few = count_queries(administrator, INBOX)
    for n in range(10):
        make_correction(Target(make_department(f"d{n}", f"第{n}局")), problem=f"又 {n} 处有误")
    assert count_queries(administrator, INBOX) == few


def test_an_editor_answers_for_their_department_and_no_other():
    civil, health = make_department(), make_department("weisheng", "卫生局")
    own = make_correction(Target(civil), problem="自己的一条")
    other = make_correction(Target(health), problem="别人的一条")
    client = signed_in(cast.make_editor(civil, username="civil"))
    assert listed(client.get(INBOX)) == ["自己的一条"]
    form = as_sent(client.get(change_page(own)), state="accepted", answer="已改正，谢谢。")
    client.post(change_page(own), form)
    own.refresh_from_db()
    assert own.state == State.ACCEPTED
    for response in (client.get(change_page(other)), client.post(change_page(other), form)):
        assert response.status_code == 302
        assert response.url == reverse("admin:index")
    other.refresh_from_db()
    assert other.state == State.RECEIVED
