"""Order and numbers of entries, merged apart from their texts."""

import pytest
from django.utils import timezone

from duties.models import Duty
from portal.reviews.drafts.orders import merged_order, three_way
from portal.reviews.models import Clash
from portal.reviews.refusals import Incomplete
from portal.reviews.workflow import actions
from tests.factories import fill, make_draft, publish
from tests.portal.reviews.drafts.test_rebase import edit, publish_another, text_of, texts_in_order
from tests.reviewing import fresh


@pytest.fixture
def review(review):
    publish(fill(make_draft(review.department), entries=4), timezone.localdate())
    return review


def codes(adjustment):
    """The codes with which the adjustment began, of duties, in their order (list)."""
    return list(
        Duty.objects.filter(edition=adjustment.base)
        .order_by("position")
        .values_list("code", flat=True)
    )


def arranged(order):
    """A change of a draft: its duties stand in another order, what is not named behind."""

    def change(draft):
        duties = list(Duty.objects.filter(edition=draft).order_by("position"))
        duties.sort(key=lambda one: order.index(one.code) if one.code in order else 99)
        for start in (1000, 1):
            for place, duty in enumerate(duties, start=start):
                duty.position = place
            Duty.objects.bulk_update(duties, ["position"])

    return change


def numbered(numbers):
    def change(draft):
        for code, number in numbers.items():
            Duty.objects.filter(edition=draft, code=code).update(number=number)

    return change


def number_of(adjustment, code):
    return Duty.objects.get(edition=adjustment.draft, code=code).number


def test_an_order_that_only_the_new_edition_changed_follows(review):
    mine = review.opened()
    a, b, c, d, own = texts_in_order(mine)
    publish_another(review, arranged([d, c, b, a]))
    # Its own stays behind whom it followed; behind them all is what the edition added.
    assert texts_in_order(fresh(mine))[:-1] == [d, own, c, b, a]
    assert not mine.clashes.exists()


def test_an_order_that_only_the_draft_changed_stays(review):
    mine = review.opened()
    a, b, c, d, own = texts_in_order(mine)
    edit(review, mine, arranged([own, b, a, c, d]))
    publish_another(review, text_of(a, "新公布的文字"))
    assert texts_in_order(fresh(mine))[:5] == [own, b, a, c, d]


def both_moved(review):
    mine = review.opened()
    a, b, c, d, own = texts_in_order(mine)
    edit(review, mine, arranged([b, a, c, d, own]))
    publish_another(review, arranged([a, b, d, c]))
    return fresh(mine), (a, b, c, d, own)


def test_an_order_that_both_changed_is_decided_by_a_person(review):
    mine, (a, b, c, d, own) = both_moved(review)
    clash = mine.clashes.get()
    assert (clash.section, clash.code) == ("duties", "")
    assert str(clash) == "部门职责的次序"
    with pytest.raises(Incomplete, match="没有取舍"):
        actions.submit(review.editor, mine, mine.version)
    actions.decide_clash(review.editor, mine, mine.version, clash, Clash.Choice.THEIRS)
    order = texts_in_order(fresh(mine))
    assert [code for code in order if code in (a, b, c, d)] == [a, b, d, c]
    assert own in order


def test_of_two_orders_in_turn_the_clash_is_with_the_later(review):
    mine, (a, b, c, d, _) = both_moved(review)
    publish_another(review, arranged([d, c, b, a]))
    assert mine.clashes.get().theirs[:4] == [d, c, b, a]


def test_a_number_that_only_the_new_edition_changed_follows_beside_a_text(review):
    mine = review.opened()
    code = codes(mine)[1]
    edit(review, mine, text_of(code, "草稿的文字"))
    publish_another(review, numbered({code: "三"}))
    duty = Duty.objects.get(edition=fresh(mine).draft, code=code)
    assert (duty.number, duty.text) == ("三", "草稿的文字")
    assert not mine.clashes.exists()


def test_a_number_that_only_the_draft_changed_stays_beside_a_new_text(review):
    mine = review.opened()
    code = codes(mine)[1]
    edit(review, mine, numbered({code: "三"}))
    publish_another(review, text_of(code, "新公布的文字"))
    duty = Duty.objects.get(edition=fresh(mine).draft, code=code)
    assert (duty.number, duty.text) == ("三", "新公布的文字")
    assert not mine.clashes.exists()


def test_a_number_that_both_changed_is_decided_by_a_person(review):
    mine = review.opened()
    code = codes(mine)[1]
    edit(review, mine, numbered({code: "三"}))
    publish_another(review, numbered({code: "四"}))
    assert mine.clashes.get().code == code
    assert number_of(fresh(mine), code) == "三"


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "expected"),
    [
        ("abc", "abc", "cba", "cba"),
        ("abc", "cab", "abc", "cab"),
        ("abc", "cab", "axbc", "caxb"),
        ("abc", "cab", "ac", "ca"),
        ("abc", "cab", "cab", "cab"),
        ("abc", "bac", "acb", None),
        ("abc", "xab", "bca", "bca"),
    ],
)
def test_the_order_of_three_sides(base, theirs, ours, expected):
    found = three_way(*map(list, (base, theirs, ours)))
    assert found == (expected and list(expected))


def test_what_a_file_does_not_have_stays_behind_whom_it_followed():
    assert merged_order(list("abcd"), list("dxa")) == list("dxabc")
