from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from departments.models import Department
from portal.corrections.actions import receive_correction
from portal.corrections.limits import Refused, TooMany, client_digest
from portal.corrections.models import Correction, Sender, State
from portal.corrections.targets import Target, entry_target
from tests.cast import make_stranger
from tests.correcting import (
    SAID,
    answer,
    make_correction,
    make_editor,
    make_older,
    old_ticket,
)
from tests.databases import execute
from tests.factories import (
    SECOND_DAY,
    add_duty,
    make_department,
    make_draft,
    make_edition,
    publish,
)

pytestmark = pytest.mark.django_db


def duty(edition):
    return entry_target(edition.department.slug, "duties", "D-0001")


def test_what_it_is_about_is_frozen():
    edition = make_edition()
    correction = make_correction(duty(edition))
    draft = make_draft(edition.department)
    add_duty(draft, "负责别的事", code="D-0001")
    publish(draft, SECOND_DAY)
    Department.objects.update(name="改名后的局")
    correction.refresh_from_db()
    assert correction.heading == "负责第 1 类社会救助"
    assert correction.edition_number == 1
    assert correction.department_name == "衡阳市蒸湘区民政局"


def test_a_form_sent_twice_is_one_correction():
    ticket = old_ticket()
    first, again = (receive_correction(Target(), SAID, ticket, "192.0.2.1") for _ in range(2))
    assert first == again
    assert Sender.objects.get().count == 1
    assert first.events.count() == 1


def test_a_form_sent_twice_over_two_networks_is_one_correction():
    ticket = old_ticket()
    first, again = (receive_correction(Target(), SAID, ticket, f"192.0.2.{n}") for n in (1, 2))
    assert first == again


def test_one_client_sends_only_so_many_a_day(settings):
    settings.CORRECTIONS_PER_DAY = 2
    for n in range(2):
        make_correction(problem=f"第 {n} 处有误")
    with pytest.raises(TooMany, match="今天已经收到 2 条"):
        make_correction(problem="第三处有误")
    assert make_correction(problem="第三处有误", address="192.0.2.9")
    assert Correction.objects.count() == 3


def test_after_a_day_the_client_is_forgotten_and_may_send_again(settings):
    settings.CORRECTIONS_PER_DAY = 1
    make_correction()
    sender = Sender.objects.get()
    sender.first_at -= timedelta(days=1)
    sender.save()
    make_correction(problem="另一处有误", address="198.51.100.1")
    assert not Sender.objects.filter(pk=sender.pk).exists()
    make_correction(problem="第三处有误")


def test_the_address_itself_is_not_kept():
    make_correction(address="192.0.2.77")
    assert "192.0.2" not in repr(list(Sender.objects.values()) + list(Correction.objects.values()))


def test_a_client_of_ipv6_is_its_whole_network():
    assert client_digest("2001:db8:1:2::1") == client_digest("2001:db8:1:2:ffff::9")
    assert client_digest("2001:db8:1:2::1") != client_digest("2001:db8:1:3::1")
    assert client_digest("192.0.2.1") != client_digest("192.0.2.2")
    assert client_digest("192.0.2.1") == client_digest("::ffff:192.0.2.1")
    assert client_digest("::ffff:192.0.2.1") != client_digest("::ffff:192.0.2.2")
    assert client_digest("unix:") != client_digest("")


def test_the_key_of_another_site_gives_other_digests(settings):
    ours = client_digest("192.0.2.1")
    settings.SECRET_KEY = "x" * 50
    assert client_digest("192.0.2.1") != ours


def test_the_same_text_about_the_same_thing_is_taken_once():
    target = duty(make_edition())
    make_correction(target)
    with pytest.raises(Refused, match="同样的意见"):
        make_correction(target, address="192.0.2.2", problem=f" {SAID['problem']}\n")
    make_correction()
    make_correction(target, problem="说的是另一处")
    assert Sender.objects.get(client=client_digest("192.0.2.1")).count == 3


def test_the_same_text_is_taken_again_after_a_month():
    make_older(make_correction(), days=31)
    make_correction()


def test_an_answer_closes_with_who_and_when():
    editor = make_editor()
    correction = answer(make_correction(), editor, answer=" 已改正。 ")
    assert (correction.state, correction.answer) == (State.ACCEPTED, "已改正。")
    assert correction.closed_at
    received, event = correction.events.all()
    assert (received.state, received.user_name) == (State.RECEIVED, "")
    assert (event.user, event.user_name, event.state) == (editor, "编明", State.ACCEPTED)
    assert event.answer == "已改正。"


def test_a_closed_one_may_be_taken_up_again():
    editor = make_editor()
    correction = answer(make_correction(), editor)
    correction = answer(correction, editor, State.WORKING, "再核实一次。")
    assert correction.closed_at is None
    assert correction.events.count() == 3


@pytest.mark.parametrize("state", State.closed())
@pytest.mark.parametrize("text", ["", "  \n"])
def test_closing_needs_an_answer(state, text):
    with pytest.raises(Refused, match="须写明答复"):
        answer(make_correction(), make_editor(), state, text)


@pytest.mark.parametrize("state", [State.RECEIVED, "", "nonsense"])
def test_there_is_no_way_back_and_no_other_state(state):
    with pytest.raises(Refused, match="办理到了哪一步"):
        answer(make_correction(), make_editor(), state)


def test_who_has_no_right_is_refused_and_nothing_is_written():
    correction = make_correction()
    with pytest.raises(Refused, match="没有答复这条意见的权限"):
        answer(correction, make_stranger())
    correction.refresh_from_db()
    assert correction.state == State.RECEIVED
    assert correction.events.count() == 1


def test_who_did_not_see_the_latest_answer_is_refused():
    editor = make_editor()
    correction = answer(make_correction(), editor, State.WORKING, "核实中。")
    with pytest.raises(Refused, match="已有人办理过"):
        answer(correction, editor, State.DECLINED, "不采纳。", seen=1)


def test_a_draft_of_the_same_department_takes_it_up():
    edition = make_edition()
    correction = make_correction(duty(edition))
    draft = make_draft(edition.department)
    answered = answer(correction, make_editor(), State.WORKING, "", draft=draft)
    assert answered.draft == draft
    assert answered.events.last().adjustment_name == str(draft)
    publish(draft, SECOND_DAY)
    draft.refresh_from_db()
    assert answer(answered, answered.events.last().user, draft=draft).is_closed


def test_other_editions_cannot_take_it_up():
    edition = make_edition()
    correction, editor = make_correction(duty(edition)), make_editor()
    with pytest.raises(Refused, match="尚未公布"):
        answer(correction, editor, draft=edition)
    with pytest.raises(Refused, match="这个部门自己的"):
        answer(correction, editor, draft=make_draft(make_department("b", "乙局")))


def test_a_deleted_draft_leaves_the_correction_and_its_name():
    edition = make_edition()
    draft = make_draft(edition.department)
    correction = answer(make_correction(duty(edition)), make_editor(), draft=draft)
    draft.delete()
    correction.refresh_from_db()
    assert correction.draft is None
    assert correction.events.last().adjustment_name


def test_contact_data_are_erased_some_days_after_closing(settings, capsys):
    settings.CORRECTION_CONTACT_DAYS = 30
    editor = make_editor()
    due, early = (answer(make_correction(problem=f"第 {n} 处"), editor) for n in (1, 2))
    waiting = make_correction(problem="还没有答复的一处")
    make_older(due, days=30)
    make_older(early, days=29)
    make_older(waiting, days=300)
    call_command("forget_contacts")
    assert "已删去 1 条" in capsys.readouterr().out
    kept = Correction.objects.exclude(contact="")
    assert set(kept) == {early, waiting}


def test_what_is_due_is_erased_with_the_next_correction_too():
    due = answer(make_correction(), make_editor())
    make_older(due, days=31)
    make_correction(problem="另一处有误")
    due.refresh_from_db()
    assert due.contact == ""


def test_the_command_forgets_who_has_sent():
    make_correction()
    Sender.objects.update(first_at=Sender.objects.get().first_at - timedelta(hours=25))
    call_command("forget_contacts")
    assert not Sender.objects.exists()


@pytest.mark.parametrize("sql", ["UPDATE {} SET answer = '改过的'", "DELETE FROM {}"])
def test_what_was_done_is_never_unwritten(sql):
    make_correction(duty(make_edition()))
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        execute(sql.format("corrections_correctionevent"))
