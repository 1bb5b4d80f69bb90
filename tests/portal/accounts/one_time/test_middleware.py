"""A form that is sent twice is done once, and shows what came of it the first time."""

import signal
from datetime import timedelta

import pytest
from django.contrib.messages import constants
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from portal.accounts.one_time import keys
from portal.accounts.one_time.models import OneTimeKey
from portal.accounts.one_time.results import SENT_BEFORE
from portal.reviews.drafting.views import adjustments
from portal.reviews.models import Adjustment, Comment
from portal.reviews.workflow import actions
from portal.search.models import VocabularyWord
from tests import cast
from tests.admin import messages, page
from tests.attaching import CONTENTS
from tests.portal.reviews.drafting.conftest import Workbench
from tests.portal.reviews.drafting.workbench import address
from tests.processes import run_python
from tests.reviewing import Review

ADD = address("add")
TOKEN = {"csrfmiddlewaretoken": "of-this-page"}
OPENING = {"kind": "change", "cause": "statute", "start": "latest"} | TOKEN


@pytest.fixture
def bench(db):
    return Workbench()


def opened():
    return Adjustment.objects.count()


def test_the_same_form_sent_again_shows_what_came_of_it(bench):
    first, second = (bench.client.post(ADD, OPENING) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert opened() == 2  # with the one of the workbench


def test_without_the_key_there_would_be_two(bench, monkeypatch):
    monkeypatch.setattr("portal.accounts.one_time.middleware._is_guarded", lambda request: False)
    for _ in range(2):
        bench.client.post(ADD, OPENING)
    assert opened() == 3


def test_its_messages_are_neither_lost_nor_doubled(bench):
    bench.client.post(ADD, OPENING)
    answer = bench.client.post(ADD, OPENING, follow=True)
    assert messages(answer) == ["草稿已经建立，可以开始改动条目。"]
    answer = bench.client.post(ADD, OPENING, follow=True)
    assert messages(answer) == ["草稿已经建立，可以开始改动条目。"]
    assert next(iter(answer.context["messages"])).level == constants.SUCCESS


def test_whoever_sends_it_later_is_told(bench):
    bench.client.post(ADD, OPENING, follow=True)
    OneTimeKey.objects.update(claimed_at=timezone.now() - timedelta(minutes=1))
    answer = bench.client.post(ADD, OPENING, follow=True)
    assert SENT_BEFORE in messages(answer)
    assert opened() == 2


@pytest.mark.parametrize(
    "change", [{"csrfmiddlewaretoken": "of-another-page"}, {"cause": "function"}]
)
def test_another_form_is_another(bench, change):
    bench.client.post(ADD, OPENING)
    bench.client.post(ADD, OPENING | change)
    assert opened() == 3


def test_the_same_form_of_another_user_is_another(bench):
    bench.client.post(ADD, OPENING)
    bench.other_client.post(ADD, OPENING)
    assert opened() == 3


def test_what_was_refused_may_be_sent_again(bench):
    wrong = OPENING | {"kind": "first"}
    for _ in range(2):
        assert bench.client.post(ADD, wrong).status_code in (400, 409)
    assert not OneTimeKey.objects.exists()


def test_what_failed_may_be_sent_again(bench, monkeypatch):
    def fail(*args, **kwargs):
        actions.open_adjustment(*args, **kwargs)
        raise RuntimeError

    bench.client.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr(adjustments, "open_adjustment", fail)
        assert bench.client.post(ADD, OPENING).status_code == 500
    assert not OneTimeKey.objects.exists()
    assert bench.client.post(ADD, OPENING).status_code == 302


def test_a_page_that_changed_nothing_is_made_anew(administrator):
    word = VocabularyWord.objects.create(word="低保", term="最低生活保障")
    sent = {"word": "低保"} | TOKEN
    add = page(VocabularyWord, "add")
    assert administrator.post(add, sent).status_code == 200
    assert not OneTimeKey.objects.exists()
    assert word


def test_a_page_that_tells_what_was_done_is_shown_again(administrator):
    said = {"word": "低保", "term": "最低生活保障", "kind": "everyday", "direction": "both"}
    sent = said | {"weight": "1", "_popup": "1"} | TOKEN
    first, second = (administrator.post(page(VocabularyWord, "add"), sent) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert "popup_response" in first.text
    assert first.text == second.text
    assert VocabularyWord.objects.count() == 1


def test_files_are_told_apart_by_what_they_hold(settings, tmp_path, db):
    settings.DATA_DIR = tmp_path
    review = Review()
    adjustment, client = review.opened(), cast.signed_in(review.editor)
    attach = f"/review/{adjustment.pk}/attachments/"

    def send(contents):
        upload = SimpleUploadedFile("依据.pdf", contents)
        sent = {"file": upload} | TOKEN
        assert client.post(attach, sent).status_code == 302

    send(CONTENTS["pdf"])
    send(CONTENTS["pdf"])
    assert adjustment.attachments.count() == 1
    send(CONTENTS["pdf"] + b"\n% another")
    assert adjustment.attachments.count() == 2


def test_what_is_sent_while_one_types_has_no_key(bench):
    form = address("entry", bench.pk, "duties", "D-0001")
    sent = {"text": "打了一半", "held-at": form, "held-page": "x", "held-user": bench.editor.pk}
    for _ in range(2):
        assert bench.client.post(reverse("reviews:typed_keep"), sent | TOKEN).status_code == 200
    assert not OneTimeKey.objects.exists()


def test_only_forms_of_staff_have_a_key(bench, client):
    for to in ("/corrections/new/", "/accounts/login/", ADD):
        client.post(to, TOKEN)
    bench.client.get(ADD)
    assert not OneTimeKey.objects.exists()


def test_a_remark_is_made_once(db):
    review = Review()
    adjustment, judge = review.submitted(), cast.signed_in(review.judges[0])
    sent = {"text": "请核对。", "section": "", "code": ""} | TOKEN
    for _ in range(2):
        assert judge.post(f"/review/{adjustment.pk}/comments/", sent).status_code == 302
    assert Comment.objects.count() == 1


def under_way(user, **fields):
    """The key of the opening form, as a request left it that has no result yet."""
    bench_client = cast.signed_in(user)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("portal.accounts.one_time.middleware._settle", lambda *args: None)
        bench_client.post(ADD, OPENING)
    OneTimeKey.objects.update(status=None, **fields)
    return opened()


def test_who_waits_too_long_is_told(bench, monkeypatch):
    monkeypatch.setattr(keys, "PATIENCE", 0)
    before = under_way(bench.editor)
    answer = bench.client.post(ADD, OPENING)
    assert answer.status_code == 409
    assert "您刚才提交的同一张表单还在办理" in answer.text
    assert opened() == before


def test_what_a_killed_process_began_does_not_block_for_ever(bench):
    before = under_way(bench.editor, claimed_at=timezone.now() - keys.LEASE - timedelta(seconds=1))
    assert bench.client.post(ADD, OPENING).status_code == 302
    assert opened() == before + 1
    assert OneTimeKey.objects.get().status == 302


def test_keys_older_than_a_day_are_pruned(bench):
    bench.client.post(ADD, OPENING)
    OneTimeKey.objects.update(claimed_at=timezone.now() - keys.KEPT - timedelta(seconds=1))
    bench.client.post(ADD, OPENING | {"csrfmiddlewaretoken": "of-another-page"})
    assert OneTimeKey.objects.count() == 1


KILLED = f"""
import os
from portal.accounts.models import User
from portal.accounts.one_time import keys
keys.claim(User.objects.get(username="bian"), "a" * 64)
os.kill(os.getpid(), {int(signal.SIGKILL)})
"""
AFTER = """
from datetime import timedelta
from portal.accounts.models import User
from portal.accounts.one_time import keys
from portal.accounts.one_time.models import OneTimeKey
keys.PATIENCE = 0
user = User.objects.get(username="bian")
try:
    keys.claim(user, "a" * 64)
except keys.UnderWay:
    print("waits")
OneTimeKey.objects.update(claimed_at=OneTimeKey.objects.get().claimed_at - keys.LEASE)
print(keys.claim(user, "a" * 64)[1])
"""


@pytest.fixture
def editor(transactional_db):
    return Workbench().editor


def test_a_process_that_is_killed_leaves_its_key_for_a_while(editor, other_processes):
    assert run_python(other_processes, KILLED).returncode == -signal.SIGKILL
    assert run_python(other_processes, AFTER).stdout == "waits\nTrue\n"
