"""An application is called back to drafting; what came to nothing begins another one."""

import pytest
from django.urls import reverse

from duties.models import Duty
from portal.reviews.attachments import actions as attachments
from portal.reviews.models import Clash, Notice, State, Step
from portal.reviews.refusals import Conflict, NotAllowed
from portal.reviews.workflow import actions
from tests import cast
from tests.attaching import upload
from tests.days import today
from tests.factories import add_duty
from tests.reviewing import NUMBER, SAID, Review, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return Review()


def texts(edition):
    return set(Duty.objects.filter(edition=edition).values_list("text", flat=True))


def reword(review, adjustment, text):
    with actions.editing(review.editor, fresh(adjustment)) as current:
        Duty.objects.filter(edition=current.draft, code="D-0001").update(text=text)


class TestRecall:
    @pytest.mark.parametrize("stage", ["submitted", "approved"])
    def test_gives_the_draft_back_to_its_editors(self, review, stage):
        adjustment = getattr(review, stage)()
        actions.recall(review.editor, adjustment, adjustment.version)
        assert fresh(adjustment).state == State.DRAFT
        with actions.editing(review.editor, fresh(adjustment)) as current:
            add_duty(current.draft, "负责临时救助")

    def test_begins_the_review_anew(self, review):
        adjustment = review.submitted()
        actions.approve(review.judges[0], adjustment, adjustment.version)
        actions.recall(review.editor, fresh(adjustment), fresh(adjustment).version, "补充依据")
        actions.submit(review.editor, fresh(adjustment), fresh(adjustment).version)
        again = fresh(adjustment)
        assert (again.state, again.round) == (State.SUBMITTED, 2)
        assert again.open_stage().position == 1

    def test_tells_whose_turn_it_was(self, review):
        adjustment = review.submitted()
        actions.recall(review.editor, adjustment, adjustment.version)
        (notice,) = Notice.objects.filter(user=review.judges[0], kind="returned")
        assert "撤回修改" in notice.text

    def test_is_for_editors_while_it_is_under_review(self, review):
        adjustment = review.submitted()
        for user in (*review.judges, review.publisher, cast.make_administrator()):
            with pytest.raises(NotAllowed):
                actions.recall(user, adjustment, adjustment.version)
        actions.return_(review.judges[0], adjustment, adjustment.version, "请补充")
        with pytest.raises(Conflict, match="已退回"):
            actions.recall(review.editor, fresh(adjustment), fresh(adjustment).version)

    def test_is_offered_on_the_draft_and_on_the_dossier(self, review):
        adjustment = review.submitted()
        link = f'href="{reverse("reviews:step", args=[adjustment.pk, "recall"])}'
        client = cast.signed_in(review.editor)
        for name in ("admin:reviews_adjustment_change", "reviews:dossier"):
            assert link in client.get(reverse(name, args=[adjustment.pk])).text


@pytest.fixture(params=["withdraw", "reject"])
def ended(review, request):
    adjustment = review.submitted()
    user = review.editor if request.param == "withdraw" else review.judges[0]
    getattr(actions, request.param)(user, adjustment, adjustment.version, "暂缓")
    return fresh(adjustment)


class TestAnother:
    def test_says_all_that_the_first_said(self, review, ended):
        another = actions.begin_another(review.editor, ended)
        assert (another.state, another.begun_from, another.base) == (
            State.DRAFT,
            ended,
            review.edition,
        )
        assert (another.reasons, another.basis) == (SAID["reasons"], SAID["basis"])
        assert texts(another.draft) == texts(ended.draft)
        assert another.draft != ended.draft
        actions.submit(review.editor, another, another.version)

    def test_takes_the_files_along(self, review):
        opened = review.opened()
        attachments.add(review.editor, opened, upload("批复.pdf"))
        actions.withdraw(review.editor, fresh(opened), fresh(opened).version)
        another = actions.begin_another(review.editor, fresh(opened))
        assert [one.name for one in another.attachments.all()] == ["批复.pdf"]

    def test_keeps_its_authors_from_judging_it(self, review, ended):
        colleague = cast.make_editor(review.department, username="colleague")
        another = actions.begin_another(colleague, ended)
        authors = set(another.contributions.values_list("user", flat=True))
        assert authors == {review.editor.pk, colleague.pk}

    def test_rests_on_the_latest_edition(self, review, ended):
        other = review.approved()
        actions.publish(review.publisher, [(other, other.version)], today(), NUMBER)
        another = actions.begin_another(review.editor, ended)
        assert another.base == fresh(other).draft

    def test_has_what_both_changed_as_a_clash(self, review):
        mine, other = review.opened(), review.opened()
        reword(review, mine, "草稿的文字")
        actions.withdraw(review.editor, fresh(mine), fresh(mine).version)
        reword(review, other, "新公布的文字")
        approve_and_publish(review, other)
        another = actions.begin_another(review.editor, fresh(mine))
        assert another.clashes.get().code == "D-0001"

    def test_leaves_undecided_what_was_undecided(self, review):
        mine, other = review.opened(), review.opened()
        reword(review, mine, "草稿的文字")
        reword(review, other, "新公布的文字")
        approve_and_publish(review, other)
        actions.withdraw(review.editor, fresh(mine), fresh(mine).version)
        another = actions.begin_another(review.editor, fresh(mine))
        (clash,) = another.clashes.filter(choice="")
        assert clash.theirs["text"] == "新公布的文字"
        actions.decide_clash(
            review.editor, another, fresh(another).version, clash, Clash.Choice.THEIRS
        )
        assert "新公布的文字" in texts(another.draft)

    def test_is_not_begun_with_what_is_under_way_or_published(self, review):
        for adjustment in (review.opened(), review.submitted(), review.approved()):
            with pytest.raises(Conflict, match="才能以此另拟"):
                actions.begin_another(review.editor, adjustment)

    def test_is_for_editors_of_the_department(self, review, ended):
        for user in (review.judges[0], review.publisher):
            with pytest.raises(NotAllowed):
                actions.begin_another(user, ended)

    def test_is_begun_on_a_page_that_says_what_happens(self, review, ended):
        client = cast.signed_in(review.editor)
        address = reverse("reviews:another", args=[ended.pk])
        assert f'href="{address}"' in client.get(reverse("reviews:dossier", args=[ended.pk])).text
        assert "草稿、理由、依据和附件都照" in client.get(address).text
        response = client.post(address)
        begun = ended.begun_again.get()
        assert response.url == reverse("admin:reviews_adjustment_change", args=[begun.pk])
        assert f"第 {ended.pk} 号" in client.get(reverse("reviews:dossier", args=[begun.pk])).text


def approve_and_publish(review, adjustment):
    actions.submit(review.editor, fresh(adjustment), fresh(adjustment).version)
    for judge in review.judges:
        actions.approve(judge, fresh(adjustment), fresh(adjustment).version)
    now = fresh(adjustment)
    actions.publish(review.publisher, [(now, now.version)], today(), NUMBER)


def test_both_are_noted(review):
    adjustment = review.submitted()
    actions.recall(review.editor, adjustment, adjustment.version)
    actions.withdraw(review.editor, fresh(adjustment), fresh(adjustment).version)
    another = actions.begin_another(review.editor, fresh(adjustment))
    steps = list(adjustment.decisions.order_by("pk").values_list("step", flat=True))
    assert steps == [Step.OPEN, Step.SUBMIT, Step.RECALL, Step.WITHDRAW]
    assert another.decisions.get(step=Step.OPEN).comment == f"另拟自第 {adjustment.pk} 号"
