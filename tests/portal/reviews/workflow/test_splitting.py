"""A part of an adjustment goes on by itself; the rest goes back."""

import pytest
from django.utils import timezone

from departments.models import Origin
from duties.models import Duty
from portal.accounts.audit.models import Event
from portal.reviews.comments import actions as comments
from portal.reviews.drafts.copying import NOT_COPIED
from portal.reviews.models import Adjustment, Cause, Clash, Contribution, Kind, State, Step
from portal.reviews.refusals import Conflict, Incomplete, NotAllowed
from portal.reviews.workflow import actions
from portal.reviews.workflow.splitting import changed_entries
from tests.days import today
from tests.factories import add_duty, fill, make_department, make_draft
from tests.reviewing import NUMBER, SAID, fresh, unchanged

GOOD, BAD = "负责城乡低保对象的年度核查", "负责谁也没有授权的检查"


@pytest.fixture
def submitted(review):
    """An adjustment under review that adds two duties and words one anew."""
    adjustment = review.opened()
    with actions.editing(review.editor, adjustment) as current:
        add_duty(current.draft, BAD, position=100)
        Duty.objects.filter(edition=current.draft, code="D-0001").update(text="负责社会救助")
    adjustment = fresh(adjustment)
    actions.submit(review.editor, adjustment, adjustment.version)
    return fresh(adjustment)


def entry(adjustment, text):
    duty = Duty.objects.get(edition=adjustment.draft, text=text)
    return "duties", duty.code


def split(review, adjustment, *texts, by=0, comment="其余的没有依据。"):
    entries = [entry(adjustment, text) for text in texts]
    return actions.split_off(review.judges[by], adjustment, adjustment.version, entries, comment)


def texts(adjustment):
    return set(Duty.objects.filter(edition=adjustment.draft).values_list("text", flat=True))


def test_what_was_chosen_goes_on_and_the_rest_goes_back(review, submitted):
    part = split(review, submitted, GOOD, "负责社会救助")
    rest = fresh(submitted)
    assert (part.state, rest.state) == (State.SUBMITTED, State.RETURNED)
    assert texts(part) == {GOOD, "负责社会救助"}
    assert texts(rest) & {GOOD, BAD, "负责社会救助"} == {BAD}
    assert part.split_from == rest
    assert (part.reasons, part.basis) == (SAID["reasons"], SAID["basis"])


def test_an_entry_that_went_on_keeps_its_code(review, submitted):
    section_and_code = entry(submitted, GOOD)
    assert entry(split(review, submitted, GOOD), GOOD) == section_and_code


def test_stages_that_were_passed_stay_passed_and_the_open_one_decides(review, submitted):
    actions.approve(review.judges[0], submitted, submitted.version)
    submitted = fresh(submitted)
    part = split(review, submitted, GOOD, by=1)
    first, second, _ = part.current_stages()
    assert first.passed_with == submitted.current_stages()[0]
    assert part.open_stage() == second
    for judge in review.judges[1:]:
        actions.approve(judge, fresh(part), fresh(part).version)
    part = fresh(part)
    actions.publish(review.publisher, [(part, part.version)], today(), NUMBER)
    assert GOOD in texts(fresh(part))


def test_the_rest_rests_on_the_part_once_that_is_published(review, submitted):
    part = split(review, submitted, GOOD)
    for judge in review.judges:
        actions.approve(judge, fresh(part), fresh(part).version)
    actions.publish(review.publisher, [(fresh(part), fresh(part).version)], today(), NUMBER)
    rest = fresh(submitted)
    assert not rest.clashes.exists()
    assert rest.base == part.draft
    assert {GOOD, BAD} <= texts(rest)
    assert changed_entries(rest) == {entry(rest, BAD), ("duties", "D-0001")}


def test_whoever_drafted_the_whole_may_not_judge_the_part(review, submitted):
    part = split(review, submitted, GOOD)
    assert set(part.contributions.values_list("user", flat=True)) == {review.editor.pk}


def test_both_keep_on_record_that_they_were_split(review, submitted):
    part = split(review, submitted, GOOD)
    for adjustment in (submitted, part):
        assert adjustment.decisions.filter(step=Step.SPLIT, comment="其余的没有依据。").exists()


def test_the_part_has_the_files_of_the_whole(review, submitted):
    actions.return_(review.judges[0], submitted, submitted.version, "请附文件")
    kept = {"media_type": "application/pdf", "size": 3, "added_by": review.editor}
    for name, removed in [("批复.pdf", {}), ("废稿.pdf", review.editor)]:
        gone = {"removed_by": removed, "removed_at": timezone.now()} if removed else {}
        submitted.attachments.create(name=name, sha256="a" * 64, **kept, **gone)
    now = fresh(submitted)
    actions.submit(review.editor, now, now.version)
    part = split(review, fresh(submitted), GOOD)
    assert list(part.attachments.values_list("name", flat=True)) == ["批复.pdf"]


def test_what_was_said_of_an_entry_goes_on_with_it(review, submitted):
    judge = review.judges[0]
    section, code = entry(submitted, GOOD)
    remark = comments.add(judge, submitted, "请写明条款。", section, code)
    comments.answer(review.editor, remark, "已写明。")
    comments.add(judge, submitted, "没有依据。", *entry(submitted, BAD))
    part = split(review, fresh(submitted), GOOD)
    said = part.comments.order_by("pk").values_list("text", "by_name", "code", "resolved_at")
    names = judge.get_full_name(), review.editor.get_full_name()
    assert list(said) == [
        ("请写明条款。", names[0], code, None),
        ("已写明。", names[1], code, None),
    ]
    assert part.comments.last().answers == part.comments.first()
    still_open = submitted.comments.filter(answers=None, resolved_at=None)
    assert [one.text for one in still_open] == ["没有依据。"]


def told_by(adjustment, entry):
    """What belongs to an adjustment and one entry of it: a record of each model that is copied."""
    section, code = entry
    return {
        Adjustment: adjustment,
        Contribution: adjustment.contributions.first(),
        Origin: Origin.objects.filter(draft=adjustment.draft).first(),
        **{
            rows.model: rows.order_by("pk").first()
            for rows in (
                adjustment.stages.filter(round=adjustment.round),
                adjustment.attachments.filter(removed_at=None),
                adjustment.clashes.filter(section=section, code=code),
                adjustment.comments.filter(answers=None, section=section, code=code),
            )
        },
    }


def test_every_column_goes_along_but_those_that_are_named(review, submitted):
    section, code = entry(submitted, GOOD)
    Origin.objects.create(
        draft=submitted.draft, edition=submitted.base, found="mark", rivals=[1], remark="说明"
    )
    actions.return_(review.judges[0], submitted, submitted.version, "请附文件")
    submitted.attachments.create(
        name="批复.pdf",
        sha256="a" * 64,
        media_type="application/pdf",
        size=3,
        added_by=review.editor,
        added_by_name="甲",
    )
    clash = {"section": section, "code": code, "ours": {"text": "甲"}, "theirs": {"text": "乙"}}
    Clash.objects.create(adjustment=submitted, choice=Clash.Choice.OURS, **clash)
    Adjustment.objects.filter(pk=submitted.pk).update(
        follow_on="由街道监管", separate_judges=True, separate_publisher=True
    )
    now = fresh(submitted)
    actions.submit(review.editor, now, now.version)
    comments.add(review.judges[0], fresh(submitted), "请写明条款。", section, code)
    whole = told_by(fresh(submitted), (section, code))
    part = told_by(split(review, fresh(submitted), GOOD), (section, code))
    assert set(NOT_COPIED) == set(whole)
    for model, own in NOT_COPIED.items():
        names = {field.name for field in model._meta.concrete_fields if not field.primary_key}
        assert set(own) < names
        for name in names - set(own):
            assert getattr(part[model], name) == getattr(whole[model], name), (model, name)


def test_the_audit_log_has_the_split_and_not_each_row(review, submitted):
    before = Event.objects.count()
    split(review, submitted, GOOD)
    kinds = Event.objects.order_by("pk").values_list("kind", flat=True)[before:]
    assert set(kinds) == {Event.Kind.DECISION}


def test_splitting_needs_a_reason(review, submitted):
    with unchanged(submitted), pytest.raises(Incomplete, match="理由"):
        split(review, submitted, GOOD, comment=" ")


def test_only_whose_turn_it_is_may_split(review, submitted):
    with unchanged(submitted), pytest.raises(NotAllowed):
        split(review, submitted, GOOD, by=1)


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([], "请选定"),
        ([("boundaries", "B-0001")], "有改动"),
        ([("duties", "D-9999")], "有改动"),
        ([("nothing", "D-0001")], "有改动"),
    ],
)
def test_what_is_not_changed_cannot_be_split_off(review, submitted, entries, sentence):
    with unchanged(submitted), pytest.raises(Incomplete, match=sentence):
        actions.split_off(review.judges[0], submitted, submitted.version, entries, "其余不行")


def test_all_changes_together_are_no_part(review, submitted):
    with unchanged(submitted), pytest.raises(Incomplete, match="不必分出"):
        split(review, submitted, GOOD, BAD, "负责社会救助")


def test_all_changed_entries_may_go_on_without_the_title(review):
    adjustment = review.opened()
    with actions.editing(review.editor, adjustment) as current:
        current.draft.title = "没有依据的标题"
        current.draft.save()
    now = fresh(adjustment)
    actions.submit(review.editor, now, now.version)
    part = split(review, fresh(adjustment), GOOD)
    assert part.draft.title == part.base.title
    assert fresh(adjustment).draft.title == "没有依据的标题"
    assert not changed_entries(fresh(adjustment))


def test_a_first_list_is_one_whole(review):
    department = make_department("first", "首编局")
    review.editor.memberships.create(department=department)
    adjustment = actions.open_adjustment(
        review.editor,
        department,
        Kind.FIRST,
        Cause.COMPILATION,
        draft=fill(make_draft(department)),
    )
    actions.describe(review.editor, adjustment, adjustment.version, **SAID)
    adjustment = fresh(adjustment)
    actions.submit(review.editor, adjustment, adjustment.version)
    adjustment = fresh(adjustment)
    with pytest.raises(Conflict, match="首次编制"):
        actions.split_off(
            review.judges[0], adjustment, adjustment.version, [("duties", "D-0001")], "其余不行"
        )
