"""Bodies, their names and subjects in the admin."""

import pytest
from django.contrib.admin.models import LogEntry

from boundaries.models import Body, BodyName, Side, Subject
from tests.admin import as_sent, count_queries, messages, new_rows, page
from tests.boundaries.factories import make_body, make_subject
from tests.factories import add_matter, make_department, make_district, make_draft, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists():
    """Two lists that speak of one thing in much the same words."""
    found = []
    for slug, name in (("minzheng", "民政局"), ("weisheng", "卫生局")):
        draft = make_draft(make_department(slug, name))
        parties = [{"name": "区民政局", "responsibility": f"指导养老，{name}这样说"}, "市气象局"]
        add_matter(draft, "养老服务", parties=parties)
        publish(draft)
        found.append(draft.department)
    return found


def test_a_body_is_typed_with_its_names(administrator):
    url = page(Body, "add")
    texts = {"name": "市气象局", "slug": "qixiang", "kind": "city"}
    form = as_sent(administrator.get(url), district=make_district().pk, **texts)
    assert administrator.post(url, new_rows(form, "names", {"name": "气象局"})).status_code == 302
    name = BodyName.objects.get()
    assert (name.name, name.body.slug, name.district) == ("气象局", "qixiang", make_district())


def test_a_body_without_its_department_is_refused_in_words(administrator):
    url = page(Body, "add")
    texts = {"name": "民政局", "slug": "minzheng", "kind": "department"}
    form = as_sent(administrator.get(url), district=make_district().pk, **texts)
    assert "类别为“部门”的须选定部门" in administrator.post(url, form).text
    assert not Body.objects.exists()


def test_a_name_that_another_body_has_is_refused_in_words(administrator):
    make_body(names=["区公安局"])
    url = page(Body, "change", make_body("jiaojing", "交警").pk)
    form = as_sent(administrator.get(url))
    taken = administrator.post(url, new_rows(form, "names", {"name": "区公安局"})).text
    assert "“区公安局”已归入“市公安局蒸湘分局”，一个写法只能指一个单位" in taken
    twice = administrator.post(url, new_rows(form, "names", {"name": "甲"}, {"name": "甲"})).text
    assert "“甲”写了两遍" in twice
    assert administrator.post(url, new_rows(form, "names", {"name": "甲"})).status_code == 302
    assert BodyName.objects.get(name="甲").district == make_district()


def test_unresolved_names_stand_above_the_names_as_work_to_do(administrator, lists):
    shown = administrator.get(page(BodyName, "changelist")).text
    assert "还没有归入单位的写法（1）" in shown
    assert f"{page(BodyName, 'add')}?district={make_district().pk}&amp;name=" in shown
    make_body("qixiang", "市气象局", names=["市气象局"])
    assert "还没有归入单位的写法" not in administrator.get(page(BodyName, "changelist")).text


def test_candidates_are_looked_for_and_shown_with_the_texts_of_both_sides(administrator, lists):
    assert (
        'action="/admin/boundaries/subject/propose/"'
        in administrator.get(page(Subject, "changelist")).text
    )
    answer = administrator.post("/admin/boundaries/subject/propose/", follow=True)
    assert messages(answer) == ["找到 2 个待确认的条目。"]
    assert answer.text.count("指导养老，民政局这样说") == 2
    assert answer.text.count("指导养老，卫生局这样说") == 2
    again = administrator.post("/admin/boundaries/subject/propose/", follow=True)
    assert messages(again) == ["没有找到新的待确认条目。"]
    assert administrator.get("/admin/boundaries/subject/propose/").status_code == 405


def act(client, model, action, records):
    form = {"action": action, "_selected_action": [one.pk for one in records]}
    return client.post(page(model, "changelist"), form, follow=True)


def test_sides_are_confirmed_and_split(administrator, lists):
    subject = make_subject(*((one, "B-0001") for one in lists), state="candidate")
    ours, theirs = subject.sides.all()
    assert messages(act(administrator, Side, "confirm", [ours])) == ["已确认 1 个条目。"]
    assert messages(act(administrator, Side, "split", [theirs])) == ["已拆分 1 个条目。"]
    assert [side.state for side in subject.sides.all()] == ["confirmed", "refused"]
    assert LogEntry.objects.count() == 2


def test_what_cannot_be_confirmed_is_said(administrator, lists):
    make_subject((lists[0], "B-0001"))
    other = make_subject((lists[0], "B-0001"), slug="other", state="candidate")
    (said,) = messages(act(administrator, Side, "confirm", other.sides.all()))
    assert "已确认属于“养老服务”" in said
    assert other.sides.get().state == "candidate"


def test_subjects_are_merged(administrator, lists):
    first, second = (make_subject((one, "B-0001"), slug=one.slug) for one in lists)
    assert messages(act(administrator, Subject, "merge", [first, second])) == ["已并入“养老服务”。"]
    second.refresh_from_db()
    assert second.merged_into == first
    assert "两件以上" in messages(act(administrator, Subject, "merge", [first]))[0]


def test_a_subject_is_typed_with_its_sides(administrator, lists):
    url = page(Subject, "add")
    form = as_sent(
        administrator.get(url), district=make_district().pk, title="养老", slug="yanglao"
    )
    row = {"department": lists[0].pk, "code": "B-0001", "state": "confirmed"}
    assert administrator.post(url, new_rows(form, "sides", row)).status_code == 302
    assert Side.objects.get().decided_at
    form["slug"] = "again"
    assert "已确认属于另一件事" in administrator.post(url, new_rows(form, "sides", row)).text


def test_what_was_decided_is_neither_changed_nor_deleted_in_the_form(administrator, lists):
    subject = make_subject((lists[0], "B-0001"))
    form = administrator.get(page(Subject, "change", subject.pk)).text
    assert 'name="sides-0-state"' not in form
    assert 'name="sides-0-DELETE"' not in form
    for record in (subject, subject.sides.get()):
        assert administrator.post(page(type(record), "delete", record.pk)).status_code == 403
    assert subject.sides.get().state == "confirmed"


@pytest.mark.parametrize("model", [Body, BodyName, Subject, Side])
def test_staff_without_rights_are_refused(stranger, lists, model):
    make_body(names=["区公安局"])
    make_subject((lists[0], "B-0001"))
    assert stranger.get(page(model, "changelist")).status_code == 403
    assert stranger.get(page(model, "change", model.objects.get().pk)).status_code == 403


def test_staff_without_rights_propose_decide_and_merge_nothing(stranger, lists):
    subject = make_subject((lists[0], "B-0001"), state="candidate")
    assert stranger.post("/admin/boundaries/subject/propose/").status_code == 403
    for model, action in ((Side, "confirm"), (Side, "split"), (Subject, "merge")):
        assert act(stranger, model, action, model.objects.all()).status_code == 403
    assert subject.sides.get().state == "candidate"
    assert Side.objects.count() == 1


@pytest.mark.parametrize("model", [Body, BodyName, Subject, Side])
def test_the_queries_of_the_lists_do_not_grow(administrator, model):
    counts = []
    for size in (1, 4):
        for place in range(len(counts) * 10, len(counts) * 10 + size):
            department = make_department(f"d{place}", f"{place}局")
            add_matter(make_draft(department), parties=["区0局", "区民政局"])
            make_body(f"b{place}", f"外{place}局", names=[f"外{place}局"])
            make_subject((department, "B-0001"), slug=f"s{place}", state="candidate")
        counts.append(count_queries(administrator, page(model, "changelist")))
    assert counts[0] == counts[1]
