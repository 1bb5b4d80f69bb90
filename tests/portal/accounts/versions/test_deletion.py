"""What is deleted is what stood on the page that asked."""

import re

import pytest

from departments.models import Department, DepartmentName
from portal.search.models import VocabularyWord
from tests import cast
from tests.admin import delete, delete_many, messages, page
from tests.factories import make_department

CHANGED = "您打开确认页之后，要删除的内容已有改动"


@pytest.fixture
def word(db):
    return VocabularyWord.objects.create(word="低保", term="最低生活保障")


def asked(client, record):
    """What the confirmed deletion of a record sends."""
    address = page(type(record), "delete", record.pk)
    version = client.get(address).wsgi_request.deletion_version
    return address, {"post": "yes", "deletion_version": version}


def test_what_was_shown_is_deleted(administrator, word):
    assert delete(administrator, word).status_code == 302
    assert not VocabularyWord.objects.exists()


def test_what_another_changed_meanwhile_is_not_deleted(administrator, word):
    address, sent = asked(administrator, word)
    VocabularyWord.objects.update(note="还要用")
    answer = administrator.post(address, sent, follow=True)
    assert [f"{CHANGED}：“说明”" in one for one in messages(answer)] == [True]
    assert VocabularyWord.objects.exists()
    assert delete(administrator, word).status_code == 302
    assert not VocabularyWord.objects.exists()


def test_what_would_go_with_it_was_shown(administrator):
    department = make_department(signboards=["老龄办"])
    address, sent = asked(administrator, department)
    DepartmentName.objects.create(
        department=department, name="双拥办", kind="signboard", position=2
    )
    answer = administrator.post(address, sent, follow=True)
    assert f"{CHANGED}：随之删除的内容" in messages(answer)[0]
    assert Department.objects.exists()


def test_a_deletion_that_was_not_asked_is_none(administrator, word):
    administrator.post(page(VocabularyWord, "delete", word.pk), {"post": "yes"})
    assert VocabularyWord.objects.exists()


def test_several_are_deleted_as_they_were_listed(administrator, word):
    other = VocabularyWord.objects.create(word="五保", term="特困供养")
    address = page(VocabularyWord, "changelist")
    chosen = {"action": "delete_selected", "_selected_action": [word.pk, other.pk]}
    version = administrator.post(address, chosen).wsgi_request.deletion_version
    VocabularyWord.objects.filter(pk=other.pk).update(term="特困人员")
    sent = chosen | {"post": "yes", "deletion_version": version}
    answer = administrator.post(address, sent, follow=True)
    assert CHANGED in messages(answer)[0]
    assert VocabularyWord.objects.count() == 2
    delete_many(administrator, word, other)
    assert not VocabularyWord.objects.exists()


@pytest.mark.parametrize("one", ["page", "action"])
def test_the_version_stands_in_the_page_that_asks(administrator, word, one):
    if one == "page":
        answer = administrator.get(page(VocabularyWord, "delete", word.pk))
    else:
        chosen = {"action": "delete_selected", "_selected_action": [word.pk]}
        answer = administrator.post(page(VocabularyWord, "changelist"), chosen)
    assert len(re.findall('name="deletion_version" value="[^"]', answer.text)) == 1


def test_whoever_may_not_delete_is_refused(word):
    stranger = cast.signed_in(cast.make_stranger())
    assert (
        stranger.post(page(VocabularyWord, "delete", word.pk), {"post": "yes"}).status_code == 403
    )
