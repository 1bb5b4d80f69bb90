"""The stages that an application passes follow from what it changes, whatever it is filed as."""

import pytest

from departments.publishing.drafts import draft_from
from duties.models import Duty
from portal.accounts.models import Office
from portal.reviews.desk.outlook import outlook
from portal.reviews.models import Cause, Kind, RouteStage, Step
from portal.reviews.refusals import Incomplete
from portal.reviews.workflow import actions
from portal.reviews.workflow.stages import route_of
from tests.factories import add_duty, publish
from tests.reviewing import SAID, Review, fresh

pytestmark = pytest.mark.django_db

CHANGED, WITH_GOVERNMENT = (
    ["机构编制审核", "法制审查"],
    ["机构编制审核", "法制审查", "政府批准"],
)
LONG = "负责全区城乡居民最低生活保障对象的审核、确认和动态管理"
ANOTHER = "组织实施河道采砂许可以及水上运输企业安全检查并依法处罚"


@pytest.fixture
def review():
    return Review()


def submitted(review, change, kind=Kind.CHANGE):
    opened = actions.open_adjustment(review.editor, review.department, kind, Cause.STATUTE)
    with actions.editing(review.editor, opened) as current:
        change(current.draft)
    actions.describe(
        review.editor, fresh(opened), fresh(opened).version, **SAID, follow_on="由街道监管"
    )
    actions.submit(review.editor, fresh(opened), fresh(opened).version)
    return fresh(opened)


def stages(adjustment):
    return [stage.name for stage in adjustment.current_stages()]


def reword(draft, text="负责第 1 类社会救助和慈善"):
    Duty.objects.filter(edition=draft).update(text=text)


def remove(draft):
    Duty.objects.filter(edition=draft).delete()


def write_something_else_under_the_old_code(draft):
    duty = Duty.objects.get(edition=draft)
    duty.text = ANOTHER
    duty.save()
    duty.items.update(text="采砂许可证的审批发放")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (reword, CHANGED),
        (add_duty, WITH_GOVERNMENT),
        (remove, WITH_GOVERNMENT),
    ],
)
def test_what_is_filed_as_a_change_passes_what_its_changes_ask_for(review, change, expected):
    assert stages(submitted(review, change)) == expected


def test_what_is_filed_as_an_addition_passes_its_stages_though_it_adds_nothing(review):
    assert stages(submitted(review, reword, Kind.ADD)) == WITH_GOVERNMENT


def test_a_new_duty_in_place_of_an_old_one_under_its_code_is_no_change(review):
    draft = draft_from(review.edition)
    reword(draft, LONG)
    publish(draft)
    assert stages(submitted(review, write_something_else_under_the_old_code)) == WITH_GOVERNMENT


def test_few_words_that_say_something_else_are_a_change(review):
    assert stages(submitted(review, lambda draft: reword(draft, "负责防汛"))) == CHANGED


def test_stages_of_several_kinds_stand_once_each_in_the_order_of_the_routes(review):
    RouteStage.objects.filter(kind=Kind.ADD).delete()
    law, other = Office.objects.get(name="法制办公室"), Office.objects.create(name="财政局")
    for place, (name, office, days) in enumerate(
        [("财政审核", other, 5), ("法制审查", law, 20), ("集体审议", law, 3)], start=1
    ):
        RouteStage.objects.create(
            kind=Kind.ADD, position=place, name=name, office=office, working_days=days
        )
    route = route_of({Kind.ADD, Kind.CHANGE})
    found = [(one.name, one.working_days) for one in route]
    assert found == [("机构编制审核", 15), ("财政审核", 5), ("法制审查", 20), ("集体审议", 3)]


def test_a_kind_without_stages_is_named(review):
    RouteStage.objects.filter(kind=Kind.ADD).delete()
    with pytest.raises(Incomplete, match="“增加”还没有设定审查流程"):
        submitted(review, add_duty)


def test_the_page_of_the_submission_says_which_stages_and_why(review):
    opened = review.opened()  # adds a duty, filed as a change
    said = "\n".join(outlook(Step.SUBMIT, opened))
    assert "改动里有增加、变更" in said
    assert "政府批准（15 个工作日）" in said
