"""Who is told of which step, and who is not."""

import pytest
from django.contrib.auth.models import Group

from boundaries.models import Party
from portal.accounts.models import Office, User
from portal.accounts.permissions import EDITORS, PUBLISHERS, REVIEWERS
from portal.reviews.comments import actions as comments
from portal.reviews.models import Notice
from portal.reviews.notices import occasions as notices
from portal.reviews.refusals import Conflict
from portal.reviews.workflow import actions
from tests import cast
from tests.days import today
from tests.factories import add_matter, fill, make_department, make_draft, publish
from tests.reviewing import NUMBER, Review, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    """民政局 with its review, a second editor, and 卫生局, of which nobody is concerned."""
    review = Review()
    review.colleague = cast.make_editor(review.department, username="colleague")
    review.other = make_department("weisheng", "卫生局")
    review.other_editor = cast.make_editor(review.other, username="other")
    return review


class Told:
    """What was told since the last time it was asked for: user names by kind (dict of sets)."""

    def __init__(self):
        self.last = 0

    def now(self):
        found = {}
        for notice in Notice.objects.filter(pk__gt=self.last).select_related("user"):
            found.setdefault(notice.kind, set()).add(notice.user.username)
            self.last = max(self.last, notice.pk)
        return found


@pytest.fixture
def told():
    return Told()


def step(name, user, adjustment, *arguments):
    now = fresh(adjustment)
    return getattr(actions, name)(user, now, now.version, *arguments)


def publish_it(review, adjustment):
    now = fresh(adjustment)
    actions.publish(review.publisher, [(now, now.version)], today(), NUMBER)


def test_the_way_of_an_adjustment_as_its_people_hear_of_it(review, told):
    first, second, third = review.judges
    adjustment = review.opened()
    assert told.now() == {}
    step("submit", review.editor, adjustment)
    assert told.now() == {"assigned": {first.username}}
    step("return_", first, adjustment, "请补充依据")
    assert told.now() == {"returned": {review.editor.username, "colleague"}}
    step("submit", review.colleague, adjustment)
    assert told.now() == {"assigned": {first.username}}
    step("approve", first, adjustment)
    assert told.now() == {"assigned": {second.username}}
    step("approve", second, adjustment)
    assert told.now() == {"assigned": {third.username}}
    step("approve", third, adjustment)
    editors = {review.editor.username, "colleague"}
    assert told.now() == {"approved": {review.publisher.username} | editors}
    publish_it(review, adjustment)
    assert told.now() == {"ended": {*editors, *(one.username for one in review.judges)}}


def test_the_office_hears_by_when_it_is_to_decide(review):
    stage = review.submitted().open_stage()
    text = Notice.objects.get(kind="assigned").text
    due = f"{stage.due_on.year}年{stage.due_on.month}月{stage.due_on.day}日"
    assert stage.office.name in text
    assert due in text


def test_a_reviewer_with_a_hand_in_it_is_not_told(review, told):
    cast.join(
        review.editor, REVIEWERS, office=Office.objects.get(memberships__user=review.judges[0])
    )
    cast.join(review.editor, PUBLISHERS)
    review.approved()
    told = told.now()
    assert review.editor.username not in told["assigned"]
    own = Notice.objects.get(user=review.editor, kind="approved")
    assert "等待公布" in own.text, "as its editor, not as who may publish it"


@pytest.mark.parametrize(
    "let_go",
    [
        lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
        lambda user: user.memberships.all().delete(),
        lambda user: user.groups.remove(Group.objects.get(name=REVIEWERS)),
    ],
)
def test_who_is_no_reviewer_any_more_is_not_told(review, told, let_go):
    let_go(review.judges[0])
    review.submitted()
    assert told.now() == {}


@pytest.mark.parametrize("group", [EDITORS, REVIEWERS])
def test_who_left_hears_no_more_of_what_they_had_a_hand_in(review, told, group):
    adjustment = review.approved()
    left = review.editor if group == EDITORS else review.judges[0]
    left.groups.clear()
    told.now()
    publish_it(review, adjustment)
    assert left.username not in told.now()["ended"]


def test_a_superuser_is_not_told_to_publish(review, told):
    administrator = cast.make_administrator()
    review.approved()
    assert administrator.username not in told.now()["approved"]


def test_a_rejection_is_told_to_the_editors(review, told):
    adjustment = review.submitted()
    told.now()
    step("reject", review.judges[0], adjustment, "没有依据")
    assert told.now() == {"ended": {review.editor.username, "colleague"}}


def test_a_withdrawal_is_told_to_whose_turn_it_was(review, told):
    for adjustment, hearers in [
        (review.opened(), {}),
        (review.submitted(), {"ended": {review.judges[0].username}}),
        (review.approved(), {"ended": {review.publisher.username}}),
    ]:
        told.now()
        step("withdraw", review.editor, adjustment)
        assert told.now() == hearers


def test_what_was_returned_and_is_withdrawn_concerns_no_office(review, told):
    adjustment = review.submitted()
    step("return_", review.judges[0], adjustment, "请补充依据")
    told.now()
    step("withdraw", review.editor, adjustment)
    assert told.now() == {}


def test_what_is_forwarded_is_told_to_the_new_office_each_time(review, told):
    adjustment = review.submitted()
    here, there, _ = (one.memberships.get().office for one in review.judges)
    told.now()
    step("forward", review.judges[0], adjustment, there, "属你们的事项")
    assert told.now() == {"assigned": {review.judges[1].username}}
    step("forward", review.judges[1], adjustment, here, "不属我们的事项")
    assert told.now() == {"assigned": {review.judges[0].username}}


def test_a_part_that_is_split_off_is_told_to_its_office_and_the_rest_to_its_editors(review, told):
    second = cast.make_reviewer(review.judges[0].memberships.get().office, username="second")
    adjustment = review.opened()
    with actions.editing(review.editor, adjustment) as current:
        duty = current.draft.duty_set.first()
        duty.text = "另一种说法"
        duty.save()
    step("submit", review.editor, adjustment)
    told.now()
    part = step(
        "split_off", review.judges[0], adjustment, [("duties", duty.code)], "这一条可以先办"
    )
    heard = told.now()
    assert heard["returned"] == {review.editor.username, "colleague"}
    assert second.username in heard["assigned"]
    assert set(Notice.objects.filter(adjustment=part).values_list("kind", flat=True)) == {
        "assigned"
    }


def test_editors_of_other_drafts_hear_of_the_new_edition(review, told):
    other, published = review.opened(), review.approved()
    told.now()
    publish_it(review, published)
    heard = told.now()
    assert heard["rebased"] == {review.editor.username}, "who had no hand in it does not"
    assert Notice.objects.get(kind="rebased").adjustment == other


def test_a_refused_step_tells_nobody(review, told):
    adjustment = review.submitted()
    told.now()
    with pytest.raises(Conflict):
        actions.approve(review.judges[0], adjustment, adjustment.version + 1)
    assert told.now() == {}


@pytest.fixture
def shared(review):
    """民政局's list shares a matter with 卫生局."""
    draft = fill(make_draft(review.department))
    add_matter(draft, "社会养老服务", parties=["区民政局", "区卫生局"], position=50)
    publish(draft, today())
    return review


def submit_boundary(review):
    adjustment = review.opened()
    say_of_the_other(review, adjustment, "负责医养结合。")
    step("submit", review.editor, adjustment)
    return fresh(adjustment)


def say_of_the_other(review, adjustment, text):
    with actions.editing(review.editor, adjustment) as current:
        parties = Party.objects.filter(matter__edition=current.draft, name="区卫生局")
        parties.update(responsibility=text)


def test_the_department_asked_hears_and_its_answer_is_told(shared, told):
    adjustment = submit_boundary(shared)
    assert told.now()["asked"] == {"other"}
    actions.give_opinion(shared.other_editor, adjustment.opinions.get(), "agree")
    assert told.now() == {"answered": {shared.editor.username, shared.judges[0].username}}


def test_of_the_department_asked_nobody_hears_who_drafted(shared, told):
    cast.join(shared.editor, EDITORS, department=shared.other)
    submit_boundary(shared)
    assert told.now()["asked"] == {"other"}


def test_who_was_not_waited_for_hears_of_it(shared, told):
    adjustment = submit_boundary(shared)
    told.now()
    step("override", shared.judges[0], adjustment, "上位法已有规定。")
    assert told.now() == {"answered": {"other"}}


def test_who_agreed_to_a_later_wording_was_waited_for(shared, told):
    adjustment, judge = submit_boundary(shared), shared.judges[0]
    actions.give_opinion(shared.other_editor, adjustment.opinions.get(), "object", "不属我局")
    step("return_", judge, adjustment, "请另行表述")
    say_of_the_other(shared, adjustment, "配合医养结合。")
    step("submit", shared.editor, adjustment)
    actions.give_opinion(shared.other_editor, adjustment.opinions.last(), "agree")
    told.now()
    step("override", judge, adjustment, "其他部门的意见不再等候。")
    assert told.now() == {}


def test_remarks_are_told_to_the_other_side_until_they_are_read(review, told):
    judge, editor = review.judges[0], review.editor
    adjustment = review.submitted()
    cast.make_reviewer(judge.memberships.get().office, username="beside")
    told.now()
    remark = comments.add(judge, adjustment, "请写明时限")
    assert told.now() == {"commented": {editor.username}}
    comments.add(judge, adjustment, "还有一处")
    assert told.now() == {}, "the unread word stands for it"
    comments.answer(editor, remark, "已经写明")
    assert told.now() == {"commented": {judge.username, "beside"}}
    assert notices.mark_read(editor, adjustment) == 1
    comments.add(judge, adjustment, "第三处")
    assert told.now() == {"commented": {editor.username}}


def test_what_is_told_says_nothing_of_the_list_and_its_reviewers_reasons(review):
    adjustment = review.submitted()
    step("return_", review.judges[0], adjustment, "不得公开的理由")
    texts = " ".join(Notice.objects.values_list("text", flat=True))
    assert "不得公开" not in texts
    assert "低保对象" not in texts


def test_whoever_takes_a_step_has_read_what_asked_for_it(review):
    adjustment = review.submitted()
    judge = review.judges[0]
    assert judge.notices.filter(read_at=None).exists()
    actions.approve(judge, adjustment, adjustment.version)
    assert not judge.notices.filter(read_at=None).exists()
