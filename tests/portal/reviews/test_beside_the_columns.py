"""What places print beside the columns goes every way that a draft goes, and no change of it unseen."""

import pytest
from django.utils import timezone

from departments.models import Annex, Note, section_models
from duties.models import Duty
from portal.reviews.drafts.amendment import amendment_of, changes_digest, kinds_of
from portal.reviews.drafts.copying import another_of
from portal.reviews.models import Cause, Clash, Kind
from portal.reviews.models.clashes import PROSE
from portal.reviews.papers.changes import changes
from portal.reviews.workflow import actions
from portal.reviews.workflow.splitting import changed_entries
from powers.models import Power, PowerItem
from tests.factories import add_annex, add_note, add_power, extra, make_draft, publish
from tests.records import whole_draft
from tests.reviewing import NUMBER, Review, fresh

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def review():
    """A department in whose list everything stands that may stand beside the columns."""
    review = Review()
    publish(whole_draft(review.department))
    return review


def nothing(draft):
    pass


def reword_extra(draft, text="8002"):
    Duty.objects.filter(edition=draft).update(extras=[extra(text=text)])


def regroup(draft):
    Duty.objects.filter(edition=draft).update(group="二、民政")


def reword_item_extra(draft):
    PowerItem.objects.filter(power__edition=draft).update(extras=[extra("办理时限", "当场")])


def reword_note(draft, text="注：改过的。"):
    Note.objects.filter(edition=draft).update(text=text)


def place_note(draft):
    Note.objects.filter(edition=draft).update(after="services")


def reword_table(draft):
    table = {"headings": ["情形", "处理"], "rows": [["不作为", "约谈"]]}
    Annex.objects.filter(edition=draft).update(tables=[table])


def place_annex(draft):
    Annex.objects.filter(edition=draft).update(after="")


CHANGES = [
    reword_extra,
    regroup,
    reword_item_extra,
    reword_note,
    place_note,
    reword_table,
    place_annex,
]


def drafted(review, *edits):
    return review.opened(lambda draft: [edit(draft) for edit in edits])


def said(edition):
    """All that an edition says (dict)."""
    return {
        model: [one.to_record() for one in model.objects.filter(edition=edition)]
        for model in (*section_models(), Annex, Note)
    }


def publish_another(review, edit):
    other = review.approved(edit)
    actions.publish(review.publisher, [(other, other.version)], TODAY, NUMBER)


@pytest.mark.parametrize("edit", CHANGES)
def test_a_change_of_it_alone_is_a_change_that_review_sees(review, edit):
    untouched, changed = review.opened(nothing), drafted(review, edit)
    assert changes_digest(changed) != changes_digest(untouched)
    amendment = amendment_of(changed)
    assert not amendment.is_empty
    assert kinds_of(changed, amendment) == {Kind.CHANGE}
    assert len(changes(amendment)) > 1  # the paper lists it


def test_a_draft_begins_with_all_of_it(review):
    adjustment = review.opened(nothing)
    assert said(adjustment.draft) == said(adjustment.base)
    assert amendment_of(adjustment).is_empty


def test_what_only_the_other_changed_follows(review):
    mine = review.opened(nothing)
    publish_another(review, lambda draft: [edit(draft) for edit in CHANGES])
    mine = fresh(mine)
    assert said(mine.draft) == said(mine.base)
    assert not mine.clashes.exists()


def test_what_both_changed_is_decided_by_a_person(review):
    mine = drafted(review, reword_extra, reword_item_extra, reword_note)
    publish_another(
        review,
        lambda draft: [
            reword_extra(draft, "8003"),
            PowerItem.objects.filter(power__edition=draft).update(extras=[]),
            reword_note(draft, "注：另一种。"),
        ],
    )
    mine = fresh(mine)
    sections = {clash.section: clash for clash in mine.clashes.all()}
    assert sections.keys() == {"duties", "powers", PROSE}
    assert sections["duties"].theirs["extras"] == [extra(text="8003")]
    for section in ("duties", PROSE):
        mine = fresh(mine)
        actions.decide_clash(
            review.editor, mine, mine.version, sections[section], Clash.Choice.THEIRS
        )
    assert Duty.objects.get(edition=mine.draft, code="D-0002").extras == [extra(text="8003")]
    assert Note.objects.get(edition=mine.draft).text == "注：另一种。"
    assert PowerItem.objects.get(power__edition=mine.draft).extras == [extra("办理时限", "当场")]


def test_an_entry_of_which_only_that_changed_can_be_taken_out(review):
    assert changed_entries(drafted(review, reword_extra, reword_item_extra)) == {
        ("duties", "D-0002"),
        ("powers", "Q-0001"),
    }


def test_another_application_and_an_earlier_edition_bring_it_along(review):
    mine = drafted(review, *CHANGES)
    assert said(another_of(mine, review.editor).draft) == said(mine.draft)
    first = mine.base
    publish_another(review, lambda draft: [edit(draft) for edit in CHANGES])
    back = actions.open_adjustment(
        review.editor, review.department, Kind.CHANGE, Cause.ELEMENT, start_from=first
    )
    assert said(back.draft) == said(first)


def test_powers_are_copied_like_every_section(review):
    draft = make_draft(review.department)
    add_power(draft, "甲", items=["一", "二"])
    add_annex(draft)
    add_note(draft)
    publish(draft)
    mine = review.opened(nothing)
    assert Power.objects.get(edition=mine.draft).rows[1].sub_item == "二"
