"""The list of adjustments, how one is opened, and the overview of a draft."""

import pytest
from django.urls import NoReverseMatch, reverse

from departments.models import Edition, section_models
from duties.models import Duty
from portal.accounts.permissions import EDITORS
from portal.reviews.comments import actions as comments
from portal.reviews.models import Adjustment, Cause, HeldForm, Kind, State
from portal.reviews.workflow import actions
from tests.admin import count_queries, page, stored
from tests.cast import join, make_editor, signed_in
from tests.factories import SECOND_DAY, add_duty, fill, make_department, make_draft, publish
from tests.portal.reviews.drafting.workbench import address, as_sent
from tests.portal.reviews.held.windows import keep, open_form
from tests.reviewing import SAID, fresh

pytestmark = pytest.mark.one_database

#: The most queries that a page takes, however much there is.
PINNED = [
    ("changelist", [], 9),
    ("change", [], 27),
    ("application", [], 11),
    ("prose", [], 14),
    ("preview_list", [], 19),
    ("section", ["duties"], 8),
    ("entry", ["duties", "D-0001"], 13),
    ("entry", ["boundaries", "B-0001"], 18),
    ("entry_add", ["supervision"], 8),
    ("entry_reset", ["duties", "D-0001"], 11),
    ("entry_history", ["duties", "D-0001"], 10),
]
CHOSEN = {"kind": "change", "cause": "statute", "start": "latest"}


def lines(response, section="duties"):
    (found,) = [one for one in response.context["sections"] if one.key == section]
    return {line.code: line.kind for line in found.lines}


def test_an_editor_sees_the_adjustments_of_their_departments_only(bench):
    elsewhere = make_department("jiaoyu", "教育局")
    fill(make_draft(elsewhere))
    other = make_editor(elsewhere, username="wai", display_name="外编辑")
    actions.open_adjustment(other, elsewhere, Kind.FIRST, Cause.COMPILATION)
    shown = bench.client.get(address("changelist")).context["cl"].result_list
    assert [one.department for one in shown] == [bench.department]


def test_who_edits_no_list_has_no_workbench(bench, administrator, stranger, client, refused):
    others = [administrator, stranger, refused["a reviewer"][0], refused["a publisher"][0]]
    for one in others:
        for name in ("changelist", "add"):
            assert one.get(address(name)).status_code == 403
    assert client.get(address("changelist")).status_code == 302


def test_an_adjustment_starts_from_the_latest_edition(bench):
    opened = bench.client.get(address("add"))
    response = bench.client.post(address("add"), as_sent(opened, **CHOSEN))
    made = Adjustment.objects.latest("pk")
    assert response.url == address("change", made.pk)
    assert (made.base, made.opened_by) == (bench.edition, bench.editor)
    assert lines(bench.client.get(response.url)) == {"D-0001": "same", "D-0002": "same"}


def test_an_earlier_edition_can_come_back(bench):
    second = fill(make_draft(bench.department))
    publish(second, SECOND_DAY)
    opened = bench.client.get(address("add"))
    bench.client.post(address("add"), as_sent(opened, **CHOSEN | {"start": "1"}))
    made = Adjustment.objects.latest("pk")
    assert made.base == second
    codes = Duty.objects.filter(edition=made.draft).values_list("code", flat=True)
    assert list(codes) == ["D-0001", "D-0002"]


def test_a_draft_that_an_import_left_can_be_taken(bench):
    left = fill(make_draft(bench.department))
    opened = bench.client.get(address("add"))
    bench.client.post(address("add"), as_sent(opened, **CHOSEN | {"start": f"draft-{left.pk}"}))
    assert Adjustment.objects.latest("pk").draft == left


def test_a_draft_of_another_department_or_of_an_adjustment_is_not_offered(bench):
    elsewhere = make_draft(make_department("jiaoyu", "教育局"))
    opened = bench.client.get(address("add"))
    for draft in (elsewhere, bench.draft):
        sent = as_sent(opened, **CHOSEN | {"start": f"draft-{draft.pk}"})
        assert bench.client.post(address("add"), sent).status_code == 400
    assert Adjustment.objects.count() == 1


def test_an_editor_of_several_departments_chooses_one_first(bench):
    other = make_department("jiaoyu", "教育局")
    client = signed_in(join(bench.editor, EDITORS, department=other))
    assert "form" not in client.get(address("add")).context
    url = f"{address('add')}?department=jiaoyu"
    chosen = {"kind": "first", "cause": "compilation", "start": "latest"}
    client.post(url, as_sent(client.get(url), **chosen))
    assert Adjustment.objects.latest("pk").department == other


def test_another_department_cannot_be_forged(bench):
    make_department("jiaoyu", "教育局")
    url = f"{address('add')}?department=jiaoyu"
    bench.client.post(url, CHOSEN)
    assert not Adjustment.objects.exclude(department=bench.department).exists()


def test_the_overview_marks_what_is_new_changed_and_removed(bench):
    draft = bench.draft
    Duty.objects.filter(edition=draft, code="D-0001").update(text="完全改写过的一项职责")
    Duty.objects.filter(edition=draft, code="D-0002").delete()
    add_duty(draft, "新增的一项", position=9)
    response = bench.client.get(address("change", bench.pk))
    assert lines(response) == {"D-0001": "changed", "D-0002": "removed", "D-0003": "added"}
    assert lines(response, "services") == {"P-0001": "same", "P-0002": "same"}


def test_the_overview_says_what_is_lacking_and_that_it_can_be_handed_in(bench):
    Duty.objects.filter(edition=bench.draft, code="D-0002").delete()
    shown = bench.client.get(address("change", bench.pk)).content.decode()
    assert "申请还没有写明调整理由、依据。" in shown
    now = fresh(bench.adjustment)
    actions.describe(bench.editor, now, now.version, **SAID)
    shown = bench.client.get(address("change", bench.pk)).content.decode()
    assert "没有问题就点“提交审查”" in shown


def test_the_overview_names_who_has_what_open(bench):
    open_form(bench.other_client, address("entry", bench.pk, "duties", "D-0001"))
    shown = bench.client.get(address("change", bench.pk)).content.decode()
    assert "童编辑正在改" in shown
    HeldForm.objects.update(alive_at="2024-01-01T00:00:00Z")
    assert "童编辑正在改" not in bench.client.get(address("change", bench.pk)).content.decode()


def test_the_overview_marks_what_is_not_saved(bench):
    form = address("entry", bench.pk, "duties", "D-0001")
    keep(bench.other_client, form, text="同事打了一半")
    shown = bench.client.get(address("change", bench.pk)).content.decode()
    assert "童编辑：部门职责 D-0001，有未保存的文字" in shown
    assert "您有未保存的文字" not in shown
    keep(bench.client, form, text="我打了一半")
    keep(bench.client, address("prose", bench.pk), title="我打了一半")
    page = bench.client.get(address("change", bench.pk))
    shown = page.content.decode()
    assert f'<a class="busy" href="{form}">您有未保存的文字' in shown
    assert address("prose", bench.pk) in shown
    assert "您还有 2 处文字没有保存。" in page.context["lacking"]
    assert not page.context["may_submit"]


def test_remarks_that_nobody_resolved_are_on_the_overview_and_above_the_entry(bench):
    said = {"section": "duties", "code": "D-0001", "field": "text"}
    remark = comments.add(bench.colleague, bench.adjustment, "请写明条款", **said)
    comments.answer(bench.editor, remark, "已经补上")

    def shown(name, *parts):
        return bench.client.get(address(name, bench.pk, *parts)).content.decode()

    way = f"{reverse('reviews:dossier', args=[bench.pk])}#comment-{remark.pk}"
    assert way in shown("change")
    assert "还有 1 条修改意见没有办结" in shown("change")
    form = shown("entry", "duties", "D-0001")
    assert all(text in form for text in (way, "请写明条款", "（主要职责）", "已经补上"))
    assert "请写明条款" not in shown("entry", "duties", "D-0002")
    comments.resolve(bench.colleague, remark)
    assert "修改意见" not in shown("change") + shown("entry", "duties", "D-0001")


@pytest.mark.parametrize(("name", "parts", "most"), PINNED)
def test_a_page_takes_no_more_queries_for_more_adjustments_and_entries(bench, name, parts, most):
    parts = [bench.pk, *parts] if name != "changelist" else []
    few = count_queries(bench.client, address(name, *parts))
    for n in range(150):
        add_duty(bench.draft, f"新增的第 {n} 项职责", position=100 + n)
    for _ in range(3):
        actions.open_adjustment(bench.editor, bench.department, Kind.CHANGE, Cause.STATUTE)
    assert count_queries(bench.client, address(name, *parts)) == few <= most


def test_whoever_does_not_draft_for_the_department_sees_nothing(bench, refused, client):
    url = address("change", bench.pk)
    for one, status in refused.values():
        assert one.get(url).status_code == status
    assert client.get(url).status_code == 302
    assert bench.client.get(address("change", 999)).status_code == 404


def test_an_application_is_written_and_submitted(bench):
    url = address("application", bench.pk)
    sent = as_sent(bench.client.get(url), **SAID)
    assert bench.client.post(url, sent).url == address("change", bench.pk)
    overview = bench.client.get(address("change", bench.pk))
    assert overview.context["may_submit"]
    step = reverse("reviews:step", args=[bench.pk, "submit"])
    assert step in overview.content.decode()
    page = bench.client.get(step)
    assert "会发生什么" in page.text
    assert "申请内容完整" in page.text
    assert (
        bench.client.post(step, {"seen": str(page.context["form"].initial["seen"])}).status_code
        == 302
    )
    assert fresh(bench.adjustment).state == State.SUBMITTED
    assert "现在不能改动草稿" in bench.client.get(address("change", bench.pk)).content.decode()


def test_an_application_saved_untouched_does_not_change(bench):
    now = fresh(bench.adjustment)
    actions.describe(bench.editor, now, now.version, **SAID | {"reasons": "第一段\n\n第二段"})
    url = address("application", bench.pk)
    before = Adjustment.objects.values(*SAID).get()
    bench.client.post(url, as_sent(bench.client.get(url)))
    assert Adjustment.objects.values(*SAID).get() == before


def test_an_application_that_another_changed_meanwhile_is_not_overwritten(bench):
    url = address("application", bench.pk)
    opened = bench.client.get(url)
    bench.other_client.post(url, as_sent(bench.other_client.get(url), reasons="同事的理由"))
    response = bench.client.post(url, as_sent(opened, reasons="我的理由"))
    assert response.status_code == 409
    assert "同事的理由" in response.content.decode()
    assert as_sent(response)["reasons"] == ["我的理由"]
    assert fresh(bench.adjustment).reasons == "同事的理由"
    bench.client.post(url, as_sent(response))
    assert fresh(bench.adjustment).reasons == "我的理由"


def test_an_entry_saved_by_a_colleague_is_no_obstacle_to_the_application(bench):
    opened = bench.client.get(address("application", bench.pk))
    form = address("entry", bench.pk, "duties", "D-0001")
    bench.other_client.post(form, as_sent(bench.other_client.get(form), text="同事的文字"))
    response = bench.client.post(address("application", bench.pk), as_sent(opened, **SAID))
    assert response.status_code == 302


def test_a_statute_is_put_into_the_basis_without_a_script(bench):
    url = address("application", bench.pk)
    cite = {"basis": "已有的依据", "cited": "《养老机构管理办法》", "cite": "1"}
    response = bench.client.post(url, as_sent(bench.client.get(url), **cite))
    assert as_sent(response)["basis"] == ["已有的依据\r\n《养老机构管理办法》"]
    assert fresh(bench.adjustment).basis == ""


@pytest.mark.parametrize(
    "changes", [{"kind": "first"}, {"cause": "x"}, {"reasons": "甲\0乙"}, {"basis": "长" * 50_001}]
)
def test_an_application_that_cannot_be_is_refused(bench, changes):
    url = address("application", bench.pk)
    response = bench.client.post(url, as_sent(bench.client.get(url), **SAID | changes))
    assert response.status_code == 400
    assert fresh(bench.adjustment).basis == ""


@pytest.mark.parametrize(
    ("parts", "faulty"),
    [
        (["application"], {"kind": "first", "reasons": "我的理由"}),
        (["prose"], {"title": "长" * 50_001, "list_type": "我的理由"}),
        (["entry", "duties", "D-0001"], {"text": "", "items-text": ["我的理由", ""]}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_that_a_draft_is_closed_comes_before_any_fault_of_a_form(bench, parts, faulty):
    name, *rest = parts
    url = address(name, bench.pk, *rest)
    sent = as_sent(bench.client.get(url), **faulty)
    now = fresh(bench.adjustment)
    actions.withdraw(bench.editor, now, now.version)
    response = bench.client.post(url, sent)
    assert response.status_code == 409
    assert "我的理由" in response.content.decode()


def test_what_is_lacking_is_said_when_it_is_submitted(bench):
    step = reverse("reviews:step", args=[bench.pk, "submit"])
    seen = str(bench.client.get(step).context["form"].initial["seen"])
    response = bench.client.post(step, {"seen": seen})
    assert response.status_code == 400
    assert "提交前请写明" in response.content.decode()


def test_one_click_on_the_overview_submits_nothing(bench):
    with pytest.raises(NoReverseMatch):
        address("submit", bench.pk)


def test_an_adjustment_is_withdrawn_on_the_desk_and_then_not_edited(bench):
    url = reverse("reviews:step", args=[bench.pk, "withdraw"])
    assert url in bench.client.get(address("change", bench.pk)).content.decode()
    now = fresh(bench.adjustment)
    actions.withdraw(bench.editor, now, now.version)
    assert url not in bench.client.get(address("change", bench.pk)).content.decode()
    assert bench.client.get(address("application", bench.pk)).status_code == 409


def test_steps_of_others_are_refused(bench, refused, client):
    url = address("application", bench.pk)
    for one, status in refused.values():
        assert one.post(url, {"seen": ""}).status_code == status
    assert client.post(url, {"seen": ""}).status_code == 302
    assert fresh(bench.adjustment).state == State.DRAFT


@pytest.mark.parametrize("model", section_models(), ids=lambda model: model.section_key)
def test_the_pages_of_the_sections_do_not_edit_what_an_adjustment_carries(
    bench, administrator, model
):
    entry = bench.entry(model)
    before = stored(bench.draft)
    url = page(model, "change", entry.pk)
    opened = administrator.get(url)
    assert not opened.context["has_change_permission"]
    assert address("change", bench.pk) in opened.content.decode()
    administrator.post(url, {"number": "9"})
    administrator.post(page(model, "delete", entry.pk), {"post": "yes"})
    administrator.post(page(model, "add"), {"edition": bench.draft.pk, "text": "x"})
    assert stored(bench.draft) == before


def test_a_draft_that_nothing_carries_stays_with_its_section(bench, administrator):
    free = fill(make_draft(bench.department))
    opened = administrator.get(page(Duty, "change", Duty.objects.get(edition=free).pk))
    assert opened.context["has_change_permission"]
    assert administrator.get(page(Edition, "change", free.pk)).context["has_change_permission"]
    held = administrator.get(page(Edition, "change", bench.draft.pk))
    assert not held.context["has_change_permission"]
