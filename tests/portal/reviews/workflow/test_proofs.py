"""What an act published is proven by its decisions, and what no review bears out gets no proof."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from departments.models import Edition, Proof
from departments.publishing.proofs import digest_of
from departments.publishing.publication import PublicationError, publish_edition
from departments.publishing.verification import faults
from portal.accounts.audit.models import Event
from portal.accounts.models import Office, User
from portal.reviews.drafts.amendment import changes_digest
from portal.reviews.models import Act, Adjustment, Decision, Kind, State, Step
from portal.reviews.workflow import actions, proofs
from tests import cast
from tests.databases import drop_triggers, execute
from tests.days import today
from tests.factories import add_duty, first_proof, make_department, make_district, make_draft
from tests.reviewing import NUMBER, Review, fresh


@contextmanager
def refused(sentence):
    """The database must refuse the block."""
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        yield


def published(review, adjustment=None):
    adjustment = adjustment or review.approved()
    actions.publish(review.publisher, [(adjustment, adjustment.version)], today(), NUMBER)
    return fresh(adjustment)


def faults_beside_triggers():
    return [fault for fault in faults() if "触发器" not in fault]


def test_a_proof_tells_act_people_offices_and_times(review):
    adjustment = published(review)
    proof = adjustment.draft.proof
    said = proof.content
    assert (proof.kind, proof.is_emergency) == (Proof.Kind.ACT, False)
    assert said["act"]["number"] == NUMBER
    assert said["act"]["day"] == today().isoformat()
    assert said["act"]["publisher"]["name"] == "龚公布"
    assert [one["id"] for one in said["authors"]] == [review.editor.pk]
    assert [stage["name"] for stage in said["route"]] == ["机构编制审核", "法制审查", "政府批准"]
    steps = [(one["step"], one["person"]["id"]) for one in said["decisions"]]
    judges = [(Step.APPROVE, judge.pk) for judge in review.judges]
    assert steps == [*judges, (Step.PUBLISH, review.publisher.pk)]
    assert {one["digest"] for one in said["decisions"]} == {adjustment.sealed_digest}
    assert {one["changes"] for one in said["decisions"]} == {said["changes"]}
    assert said["changes"] == changes_digest(adjustment)
    assert list(faults()) == []


def test_who_or_what_is_renamed_later_is_told_as_it_was(review):
    proof = published(review).draft.proof
    User.objects.update(display_name="另一个名字")
    for office in Office.objects.all():
        office.name += "（新）"
        office.save()
    review.department.name = "另一个部门"
    review.department.save()
    assert Proof.objects.get(pk=proof.pk).content["act"]["publisher"]["name"] == "龚公布"
    assert list(faults()) == []


def test_only_the_decisions_of_the_last_round_are_told(review):
    adjustment = review.submitted()
    actions.approve(review.judges[0], adjustment, adjustment.version)
    adjustment = fresh(adjustment)
    actions.return_(review.judges[1], adjustment, adjustment.version, "请补充条款。")
    adjustment = fresh(adjustment)
    actions.submit(review.editor, adjustment, adjustment.version)
    for judge in review.judges:
        actions.approve(judge, fresh(adjustment), fresh(adjustment).version)
    said = published(review, fresh(adjustment)).draft.proof.content
    assert len(said["decisions"]) == 4
    assert list(faults()) == []


def test_what_a_part_of_a_part_passed_with_the_whole_is_told(review):
    adjustment = review.opened()
    with actions.editing(review.editor, adjustment) as current:
        for n in range(2):
            add_duty(current.draft, f"负责第 {n} 项检查", position=50 + n)
    adjustment = fresh(adjustment)
    actions.submit(review.editor, adjustment, adjustment.version)
    adjustment = fresh(adjustment)
    actions.approve(review.judges[0], adjustment, adjustment.version)
    part = fresh(adjustment)
    for size in (2, 1):
        codes = list(
            part.draft.duty_set.exclude(code="D-0001").values_list("code", flat=True)[:size]
        )
        chosen = [("duties", code) for code in codes]
        part = fresh(actions.split_off(review.judges[1], part, part.version, chosen, "先办这些。"))
    for judge in review.judges[1:]:
        actions.approve(judge, fresh(part), fresh(part).version)
    said = published(review, fresh(part)).draft.proof.content
    whole = Decision.objects.get(adjustment=adjustment, step=Step.APPROVE)
    assert said["decisions"][0]["id"] == whole.pk
    assert list(faults()) == []


def test_the_shell_publishes_no_draft_under_review(review):
    for adjustment in (review.submitted(), review.approved()):
        with refused("no review bears this proof out"):
            publish_edition(adjustment.draft, today(), Proof(kind=Proof.Kind.ACT, content={}))
        with refused("only the first edition"):
            publish_edition(adjustment.draft, today(), first_proof())


def act_by_sql(review):
    return Act.objects.create(
        decision_number=NUMBER, effective_from=today(), published_by=review.publisher
    )


def test_sql_that_marks_an_adjustment_published_gets_no_proof_without_its_decisions(review):
    adjustment = review.submitted()
    act = act_by_sql(review)
    Adjustment.objects.filter(pk=adjustment.pk).update(state=State.PUBLISHED, act=act)
    with refused("no review bears this proof out"):
        publish_edition(adjustment.draft, today(), proofs.of_act(fresh(adjustment)))
    assert Edition.objects.published().count() == 1


def test_a_stage_is_not_taken_out_of_the_way(review):
    adjustment = review.submitted()
    for sql in (
        "DELETE FROM reviews_stage",
        "UPDATE reviews_stage SET round = 9",
        "UPDATE reviews_stage SET passed_with_id = id",
    ):
        with refused("a stage stays in its route"):
            execute(sql)
    assert fresh(adjustment).current_stages().count() == 3


def test_what_was_published_stays_published(review):
    adjustment = published(review)
    other = act_by_sql(review)
    for changes in ({"state": "withdrawn", "act": None}, {"act": other}, {"round": 7}):
        with refused("what was published stays published"):
            Adjustment.objects.filter(pk=adjustment.pk).update(**changes)


def test_decisions_forged_by_sql_are_named(review):
    """Everything is there but the log: nobody decided."""
    adjustment = review.submitted()
    for stage, judge in zip(adjustment.current_stages(), review.judges, strict=True):
        Decision.objects.create(
            adjustment=adjustment,
            step=Step.APPROVE,
            round=adjustment.round,
            stage=stage,
            by=judge,
            by_name=judge.get_full_name(),
            office_name=stage.office.name,
            digest=adjustment.sealed_digest,
        )
    act = act_by_sql(review)
    Adjustment.objects.filter(pk=adjustment.pk).update(state=State.PUBLISHED, act=act)
    publish_edition(adjustment.draft, today(), proofs.of_act(fresh(adjustment)))
    found = faults_beside_triggers()
    assert all("不在审计记录中" in fault or "审查的不是这些改动" in fault for fault in found)
    assert sum("不在审计记录中" in fault for fault in found) == len(review.judges)


def rewrite(proof, **changes):
    """As a forger would who takes the triggers out and renews digests, also that in the log."""
    connection.check_constraints()
    drop_triggers()
    proof.content |= changes
    proof.digest = digest_of(proof)
    Proof.objects.filter(pk=proof.pk).update(content=proof.content, digest=proof.digest)
    event = Event.objects.get(subject=f"departments.proof:{proof.pk}")
    event.after["digest"] = proof.digest
    Event.objects.filter(pk=event.pk).update(after=event.after)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"act": {"number": "别的文号"}}, "所记的公布与公布记录不符"),
        ({"decisions": []}, "所记的审查意见与审查记录不符"),
        ({"decisions": []}, "“法制审查”没有通过的审查意见"),
        ({"authors": "judge"}, "沈审查既参与拟稿，又作了审查或者公布"),
        ({"authors": "publisher"}, "龚公布既参与拟稿，又作了审查或者公布"),
        ({"route": None}, "无法读取"),
        ({"changes": "0" * 64}, "改动不是审查过的改动"),
        ({"changes": "0" * 64}, "审查的不是这些改动"),
        ({"base": "0" * 64}, "不是在它以前公布的一版"),
    ],
)
def test_a_proof_that_its_records_do_not_bear_out_is_named(review, changes, sentence):
    people = {"judge": review.judges[0].pk, "publisher": review.publisher.pk}
    if "authors" in changes:
        changes = {"authors": [{"id": people[changes["authors"]], "name": "某人"}]}
    rewrite(published(review).draft.proof, **changes)
    assert any(sentence in fault for fault in faults_beside_triggers())


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE reviews_decision SET by_name = '别人'", "审查意见与审查记录不符"),
        ("UPDATE reviews_decision SET digest = 'x' WHERE step = 'approve'", "不在审计记录中"),
        ("UPDATE reviews_decision SET changes = 'x' WHERE step = 'approve'", "审查的不是这些改动"),
        ("UPDATE reviews_adjustment SET base_id = NULL, kind = 'first'", "以前公布的一版"),
        ("DELETE FROM reviews_decision WHERE step = 'publish'", "审查意见与审查记录不符"),
        ("UPDATE reviews_act SET decision_number = '别的'", "公布与公布记录不符"),
        ("UPDATE reviews_adjustment SET state = 'withdrawn', act_id = NULL", "没有与它相应的"),
        ("DELETE FROM audit_event WHERE kind = 'decision'", "不在审计记录中"),
    ],
)
def test_records_changed_behind_a_proof_are_named(review, sql, sentence):
    published(review)
    connection.check_constraints()
    drop_triggers()
    execute(sql)
    assert any(sentence in fault for fault in faults_beside_triggers())


def test_after_the_first_act_a_first_list_is_reviewed_too(review):
    published(review)
    department = make_department("xin", "新局")
    with pytest.raises(PublicationError, match="新局的首版也须经审查公布"):
        actions.publish_first_edition(make_draft(department), today())
    with refused("no review bears this proof out"):
        publish_edition(make_draft(department), today(), first_proof())
    assert not department.editions.published().exists()


def test_a_first_list_may_be_published_at_once_in_an_emergency_for_a_reason(review):
    published(review)
    department = make_department("xin", "新局")
    edition = actions.publish_first_edition(make_draft(department), today(), "防汛指挥部今日成立")
    proof = edition.proof
    assert proof.is_emergency
    assert [one["reason"] for one in proof.content["emergency"]] == ["防汛指挥部今日成立"]
    assert list(faults()) == []


def test_another_district_begins_as_every_district_does(review):
    published(review)
    elsewhere = make_department("a", "民政局", district=make_district("430406", "雁峰区"))
    assert actions.publish_first_edition(make_draft(elsewhere), today()).number == 1


def test_a_first_list_that_got_in_after_the_first_act_is_named(review):
    published(review)
    department = make_department("xin", "新局")
    connection.check_constraints()
    drop_triggers()
    publish_edition(make_draft(department), today(), first_proof())
    assert any("首版没有经过审查" in fault for fault in faults_beside_triggers())


def test_a_first_list_that_was_reviewed_has_the_proof_of_an_act(review):
    published(review)
    department = make_department("xin", "新局")
    new = Review.__new__(Review)
    new.department, new.editor = department, cast.make_editor(department, username="xin")
    offices = Office.objects.filter(routestage__kind=Kind.FIRST).order_by("routestage__position")
    new.judges = [cast.make_reviewer(one, username=f"xin-{n}") for n, one in enumerate(offices)]
    adjustment = new.opened(kind=Kind.FIRST)
    actions.submit(new.editor, adjustment, adjustment.version)
    for judge in new.judges:
        actions.approve(judge, fresh(adjustment), fresh(adjustment).version)
    edition = published(review, fresh(adjustment)).draft
    assert (edition.number, edition.proof.kind) == (1, Proof.Kind.ACT)
    assert list(faults()) == []
