"""What the refusal of an older form says, and that it can be saved on purpose afterwards."""

import pytest
from django.contrib.auth.models import Group

from departments.models import Department, DepartmentName
from portal.accounts.models import Membership, User
from portal.accounts.permissions import EDITORS, PUBLISHERS
from tests import cast
from tests.admin import as_sent, new_rows, page
from tests.factories import make_department


@pytest.fixture
def second(db):
    """A second administrator."""
    user = User.objects.create(
        username="yi", display_name="易管理", is_staff=True, is_superuser=True
    )
    return cast.signed_in(user)


@pytest.fixture
def editor(db):
    return cast.make_editor(make_department())


@pytest.fixture
def address(editor):
    return page(User, "change", editor.pk)


def form_of(client, address, **changes):
    """A user's form as it stands on its page; unticked boxes are not sent."""
    response = client.get(address)
    sent = as_sent(response)
    groups = response.context["adminform"].form["groups"].value()
    sent = {name: value for name, value in sent.items() if value != "False"} | {"groups": groups}
    return {name: value for name, value in (sent | changes).items() if value is not None}


def again(response, sent):
    """What is sent when the refused form is saved once more."""
    return sent | {"form_version": response.context["adminform"].form["form_version"].value()}


def test_a_deactivated_account_does_not_come_back(administrator, second, address, editor):
    older = form_of(second, address, display_name="边小编")
    assert (
        administrator.post(address, form_of(administrator, address, is_active=None)).status_code
        == 302
    )
    answer = second.post(address, older)
    assert answer.status_code == 200
    assert "“有效”（高管理，" in answer.text
    assert "现在是：否。" in answer.text
    assert 'value="边小编"' in answer.text
    editor.refresh_from_db()
    assert not editor.is_active
    assert editor.display_name == "边编辑"


def test_what_is_saved_once_more_is_meant(administrator, second, address, editor):
    older = form_of(second, address, display_name="边小编")
    administrator.post(address, form_of(administrator, address, is_active=None))
    answer = second.post(address, older)
    assert second.post(address, again(answer, older)).status_code == 302
    editor.refresh_from_db()
    assert editor.is_active
    assert editor.display_name == "边小编"


def test_of_a_third_change_one_is_told_again(administrator, second, address, editor):
    older = form_of(second, address)
    User.objects.update(display_name="甲")
    answer = second.post(address, older)
    User.objects.update(email="yi@example.org")
    answer = second.post(address, again(answer, older))
    assert "“电子邮件地址”" in answer.text
    assert "“姓名”" not in answer.text


def test_roles_are_compared_too(administrator, second, address, editor):
    older = form_of(second, address)
    more = [group.pk for group in Group.objects.filter(name__in=[EDITORS, PUBLISHERS])]
    administrator.post(address, form_of(administrator, address, groups=more))
    answer = second.post(address, older)
    assert "“角色”（高管理，" in answer.text
    assert "现在是：编辑、公布。" in answer.text
    editor.refresh_from_db()
    assert editor.groups.count() == 2


def test_what_the_form_does_not_write_is_no_obstacle(second, address, editor):
    older = form_of(second, address, display_name="边小编")
    editor.set_password("another-pass-phrase")
    editor.save()
    assert second.post(address, older).status_code == 302
    editor.refresh_from_db()
    assert editor.check_password("another-pass-phrase")


def test_a_row_that_another_added_is_named_and_stays(administrator, second, address, editor):
    older = form_of(second, address)
    row = {"department": make_department("jiaoyu", "教育局").pk, "office": ""}
    administrator.post(address, new_rows(form_of(administrator, address), "memberships", row))
    answer = second.post(address, older)
    assert "“任职”新增一行（高管理，" in answer.text
    assert "新增的一行：边编辑：教育局。" in answer.text
    assert second.post(address, again(answer, older)).status_code == 302
    assert editor.memberships.count() == 2


def test_a_row_that_another_deleted_does_not_come_back(administrator, second, address, editor):
    older = form_of(second, address)
    shown = form_of(administrator, address) | {"memberships-0-DELETE": "on"}
    assert administrator.post(address, shown).status_code == 302
    answer = second.post(address, older)
    assert "“任职”删除一行（高管理，" in answer.text
    assert "有一行已被删除，您在那一行填写的是：编辑的部门 民政局。" in answer.text
    form = form_of_answer(answer)
    assert form["memberships-INITIAL_FORMS"] == "0"
    assert second.post(address, again(answer, older | form)).status_code == 302
    assert not Membership.objects.exists()


def form_of_answer(answer):
    (inline,) = answer.context["inline_admin_formsets"]
    return {
        f"memberships-{name}": str(inline.formset.management_form[name].value())
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }


def test_rows_after_a_deleted_one_keep_what_was_typed(administrator, second):
    department = make_department(signboards=["老龄办", "双拥办", "移民局"])
    address = page(Department, "change", department.pk)
    older = as_sent(second.get(address)) | {"names-2-name": "移民安置局"}
    DepartmentName.objects.filter(name="双拥办").delete()
    answer = second.post(address, older)
    (inline,) = answer.context["inline_admin_formsets"]
    assert [form["name"].value() for form in inline.formset.forms] == ["老龄办", "移民安置局"]
    sent = as_sent(answer)
    assert second.post(address, sent).status_code == 302
    assert sorted(one.name for one in department.names.all()) == ["移民安置局", "老龄办"]


def test_a_field_of_a_row_says_what_it_is_now(second):
    department = make_department(signboards=["老龄办"])
    address = page(Department, "change", department.pk)
    older = as_sent(second.get(address)) | {"names-0-name": "老龄工作办"}
    DepartmentName.objects.update(name="老龄工作委员会")
    answer = second.post(address, older)
    assert "“部门名称”一行的“名称”" in answer.text
    assert "现在是：老龄工作委员会。" in answer.text
    assert 'value="老龄工作办"' in answer.text


def test_another_fault_of_the_form_is_told_with_it(second, address):
    older = form_of(second, address, username="")
    User.objects.filter(username="bian").update(display_name="甲")
    answer = second.post(address, older)
    assert "记录已被改动" in answer.text
    assert "该字段是必填项" in answer.text


def test_a_change_beyond_the_log_names_nobody(administrator, second, address):
    administrator.post(address, form_of(administrator, address, display_name="甲"))
    older = form_of(second, address)
    User.objects.filter(username="bian").update(display_name="乙")
    answer = second.post(address, older)
    assert "记录已被改动：“姓名”。" in answer.text
    assert "现在是：乙。" in answer.text
