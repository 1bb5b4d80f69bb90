"""Two people at work on one list at the same moment, on real connections.

The first has not finished when the second begins. Where both cannot be right the second is told
(409), and each such case has its negative control: with the lock taken out, the fault shows. Where
both are right, nothing of either is lost. SQLite has one writer at a time for the whole database,
so these run on PostgreSQL.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from departments.publishing.verification import faults
from duties.models import Duty
from portal.accounts.audit import chain
from portal.reviews.attachments import actions as attachments
from portal.reviews.drafting.wording import Said, said_by, seen_of
from portal.reviews.drafting.writing import entries, order
from portal.reviews.importing import steps, uploads
from portal.reviews.importing.exports import export_draft
from portal.reviews.models import Adjustment, Cause, Clash, Kind
from portal.reviews.workflow import actions
from portal.reviews.workflow.splitting import changed_entries
from tests import cast
from tests.attaching import CONTENTS
from tests.databases import in_thread, with_many_writers
from tests.days import today
from tests.factories import make_department
from tests.portal.reviews.comments.test_talking_at_once import outcome_of
from tests.portal.reviews.workflow.locks import take_out
from tests.portal.reviews.workflow.test_concurrency import attempt, unlocked
from tests.reviewing import NUMBER, Review, fresh

pytestmark = [with_many_writers, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture
def review(settings, tmp_path):
    settings.DATA_DIR = tmp_path  # where files are kept
    return Review()


def duties_of(adjustment):
    """The duties of a draft, in their order (list)."""
    return list(Duty.objects.filter(edition=adjustment.draft).order_by("position"))


def texts_of(adjustment):
    return [duty.text for duty in duties_of(adjustment)]


def saving(user, adjustment, duty, text):
    """That a user saves another text of a duty which they have open now (a function)."""
    stored = said_by(duty)
    seen, said = seen_of(duty), Said(stored.texts | {"text": text}, stored.rows)
    return lambda: entries.save_entry(user, adjustment, Duty, duty.code, seen, said)


def adding(user, adjustment, text):
    """That a user adds a duty (a function)."""
    return lambda: entries.add_entry(user, adjustment, Duty, Said({"number": "", "text": text}, []))


def publishing(review, adjustment):
    """That an adjustment is published as it is now (a function)."""
    chosen = [(adjustment, adjustment.version)]
    return lambda: actions.publish(review.publisher, chosen, today(), NUMBER)


def asked(review, adjustment):
    """The opinion that another department is asked for, and two editors of that department."""
    other = make_department("weisheng", "卫生局")
    editors = [cast.make_editor(other, username=f"asked-{n}") for n in "ab"]
    actions.ask_opinion(review.judges[0], adjustment, adjustment.version, other)
    return adjustment.opinions.get(), editors


def two_answers(review):
    opinion, editors = asked(review, review.submitted())
    return [
        lambda: actions.give_opinion(editors[0], opinion, "object", "不属我局职责。"),
        lambda: actions.give_opinion(editors[1], opinion, "agree"),
    ]


def an_objection_and_an_approval(review):
    adjustment = review.submitted()
    opinion, editors = asked(review, adjustment)
    version = fresh(adjustment).version
    return [
        lambda: actions.give_opinion(editors[0], opinion, "object", "不属我局职责。"),
        lambda: actions.approve(review.judges[0], adjustment, version),
    ]


def attached(review):
    """An adjustment that could be submitted, and a file that goes with it."""
    adjustment = review.opened()
    upload = SimpleUploadedFile("依据.pdf", CONTENTS["pdf"])
    attachment = attachments.add(review.editor, adjustment, upload)
    return fresh(adjustment), attachment


def a_submission_and_a_file_taken_out(review):
    adjustment, attachment = attached(review)
    return [
        lambda: actions.submit(review.editor, adjustment, adjustment.version),
        lambda: attachments.remove(review.editor, attachment),
    ]


def a_file_taken_out_and_a_submission(review):
    return a_submission_and_a_file_taken_out(review)[::-1]


def an_approval_and_a_split(review):
    adjustment = review.opened()
    adding(review.editor, adjustment, "负责医疗救助")()
    actions.submit(review.editor, adjustment, fresh(adjustment).version)
    version, judge = fresh(adjustment).version, review.judges[0]
    chosen = sorted(changed_entries(adjustment))[:1]
    return [
        lambda: actions.approve(judge, adjustment, version),
        lambda: actions.split_off(judge, adjustment, version, chosen, "其余须补充依据"),
    ]


def two_choices(review):
    adjustment = review.opened()
    clash = Clash.objects.create(adjustment=adjustment, section="duties", code="D-0001")

    def choosing(choice):
        version = adjustment.version
        return lambda: actions.decide_clash(review.editor, adjustment, version, clash, choice)

    return [choosing(Clash.Choice.OURS), choosing(Clash.Choice.THEIRS)]


def an_entry_and_another_order(review):
    adjustment = review.opened()
    codes = order.codes_of(Duty, adjustment.draft)
    seen = order.seen_order(codes)
    return [
        adding(review.editor, adjustment, "负责医疗救助"),
        lambda: order.reorder(review.editor, adjustment, Duty, codes[::-1], seen),
    ]


def a_text_and_an_import(review):
    adjustment = review.opened()
    duty, *_ = duties_of(adjustment)
    table = export_draft(adjustment.draft, "duties", "csv")
    about = uploads.About(review.editor.pk, adjustment.pk, "duties", "职责.csv", True)
    changed = table.replace("负责".encode(), "承担".encode())
    upload = uploads.Upload("kept", about, changed)
    trial = steps.try_out(review.editor, adjustment, upload)
    return [
        saving(review.editor, adjustment, duty, "指导社会救助"),
        lambda: steps.confirm(review.editor, adjustment, trial.seen, trial.digest, upload),
    ]


CASES = [
    two_answers,
    an_objection_and_an_approval,
    a_submission_and_a_file_taken_out,
    a_file_taken_out_and_a_submission,
    an_approval_and_a_split,
    two_choices,
    an_entry_and_another_order,
    a_text_and_an_import,
]


@pytest.mark.parametrize("case", CASES)
def test_the_second_is_told(case, review):
    assert outcome_of(*case(review)) == 409
    assert list(chain.faults()) == []


@pytest.mark.parametrize("case", CASES)
def test_without_the_lock_the_fault_would_show(case, review, monkeypatch):
    works = case(review)
    take_out(monkeypatch, "locked", unlocked)
    assert outcome_of(*works) != 409


def test_two_entries_are_saved_and_two_added_at_once(review):
    adjustment = review.opened()
    one, other = duties_of(adjustment)
    works = [
        saving(review.editor, adjustment, one, "甲"),
        saving(review.editor, adjustment, other, "乙"),
    ]
    assert outcome_of(*works) == 0
    works = [adding(review.editor, adjustment, "丙"), adding(review.editor, adjustment, "丁")]
    assert outcome_of(*works) == 0
    assert texts_of(adjustment) == ["甲", "乙", "丙", "丁"]
    assert len({duty.code for duty in duties_of(adjustment)}) == 4


def test_a_draft_that_somebody_writes_to_is_brought_onto_the_new_edition(review):
    published, draft = review.approved(), review.opened()
    duty, *_ = duties_of(draft)
    works = [saving(review.editor, draft, duty, "指导社会救助"), publishing(review, published)]
    assert outcome_of(*works) == 0
    assert fresh(draft).base == published.draft
    assert "指导社会救助" in texts_of(draft)


def test_a_part_that_somebody_splits_off_is_brought_onto_the_new_edition(review):
    published = review.approved()
    _, split = an_approval_and_a_split(review)
    assert outcome_of(split, publishing(review, published)) == 0
    under_way = Adjustment.objects.open()
    assert [one.base for one in under_way] == [published.draft] * 2
    # What the part changes clashes with nothing: it stays where it is on its way.
    assert {one.state for one in under_way} == {"returned", "submitted"}


def opening(review):
    return lambda: actions.open_adjustment(
        review.editor, review.department, Kind.CHANGE, Cause.STATUTE
    )


def test_what_is_opened_during_a_publication_rests_on_the_new_edition(review):
    published = review.approved()
    assert outcome_of(publishing(review, published), opening(review)) == 0
    assert Adjustment.objects.open().get().base == published.draft


def test_without_the_lock_it_would_rest_on_the_old_one_for_ever(review, monkeypatch):
    published = review.approved()
    works = [publishing(review, published), opening(review)]
    take_out(monkeypatch, "lock_departments", lambda keys: None)
    assert outcome_of(*works) == 0
    assert Adjustment.objects.open().get().base == review.edition


def test_a_first_list_is_compiled_in_one_adjustment(review):
    department = make_department("xin", "新局")
    editor = cast.make_editor(department, username="xin")

    def begin():
        actions.open_adjustment(editor, department, Kind.FIRST, Cause.COMPILATION)

    assert outcome_of(begin, begin) == 409
    assert Adjustment.objects.filter(department=department).count() == 1


def test_two_acts_that_overlap_do_not_wait_for_each_other_in_a_circle(review):
    reviews = [review, Review("weisheng", "卫生局")]
    acts = [[one.approved() for one in reviews], [one.approved() for one in reviews[::-1]]]

    def publish(chosen):
        pairs = [(one, one.version) for one in chosen]
        return lambda: actions.publish(review.publisher, pairs, today(), NUMBER)

    with ThreadPoolExecutor(2) as pool:
        futures = [in_thread(pool, attempt(publish(act))) for act in acts]
        assert sorted(future.result() for future in futures) == ["done", "refused 409"]
    assert Adjustment.objects.filter(state="published").count() == 2
    assert list(faults()) == []
    assert list(chain.faults()) == []
