"""A file tried out writes nothing; confirmed, it writes what was shown, all or nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duties.models import Duty
from portal.accounts.audit.models import Event
from portal.reviews.importing import steps, writing
from portal.reviews.importing.exports import export_draft
from portal.reviews.importing.faults import Faulty, Unreadable
from portal.reviews.importing.sections import WHOLE
from portal.reviews.models import Contribution
from portal.reviews.refusals import Conflict, NotAllowed
from portal.reviews.workflow import actions
from tests import cast
from tests.admin import stored
from tests.factories import add_duty, make_department, make_source
from tests.portal.reviews.importing.files import (
    DUTIES,
    csv_file,
    duty,
    imported,
    try_out,
    upload_of,
)
from tests.reviewing import fresh, unchanged

SAID = "负责第 1 类社会救助"


@pytest.fixture
def duties(adjustment):
    """A draft with five duties, D-0001 to D-0005."""
    for n in range(2, 6):
        add_duty(adjustment.draft, f"职责 {n}")
    return adjustment


def codes(adjustment):
    entries = Duty.objects.filter(edition=adjustment.draft).order_by("position")
    return list(entries.values_list("code", flat=True))


def rows(*wanted):
    """Rows of a file as the draft has them: a number for D-000n, a text for a new duty."""
    return [duty(text=one) if isinstance(one, str) else as_it_is(one) for one in wanted]


def as_it_is(n):
    text, item = (SAID, "审批救助对象 1-1") if n == 1 else (f"职责 {n}", "受理低保申请")
    return duty(f"D-000{n}", text=text, number=str(n), item=item)


def test_trying_out_writes_nothing_at_all(review, adjustment):
    before = stored(adjustment.draft)
    with unchanged(adjustment):
        trial = try_out(review, adjustment, csv_file(duty("D-0001", text="改了"), duty()))
    assert trial.comparison.counts == {"added": 1, "removed": 0, "changed": 1, "moved": 0}
    assert stored(adjustment.draft) == before
    assert Event.objects.filter(kind=Event.Kind.WRITE).count() == 0


def test_trying_out_does_not_make_a_colleague_a_contributor(review, adjustment):
    review.editor = cast.make_editor(review.department, username="colleague")
    try_out(review, adjustment, csv_file(duty()))
    assert not Contribution.objects.filter(user=review.editor).exists()
    imported(review, adjustment, csv_file(duty()))
    assert Contribution.objects.filter(user=review.editor).exists()


def test_what_is_shown_is_what_is_written(review, adjustment):
    trial = imported(review, adjustment, csv_file(duty("D-0001", text="改了"), duty()))
    (group,) = trial.comparison.groups
    shown = {entry.code: entry.pair.new.texts for entry in group.entries}
    assert shown == {"D-0001": ("", "改了", ""), "D-0002": ("", "负责防灾减灾", "")}
    assert codes(adjustment) == ["D-0001", "D-0002"]
    assert Duty.objects.get(edition=adjustment.draft, code="D-0002").text == "负责防灾减灾"


def test_codes_go_on_where_the_department_is_and_are_never_used_twice(review, duties):
    Duty.objects.filter(edition=duties.draft, code="D-0005").delete()
    imported(review, duties, csv_file(duty(text="甲"), duty(text="乙")))
    assert codes(duties) == ["D-0001", "D-0002", "D-0003", "D-0004", "D-0006", "D-0007"]


def test_entries_that_the_file_lacks_stay_unless_they_are_to_go(review, duties):
    content = csv_file(*rows(2, 4))
    trial = try_out(review, duties, content)
    assert trial.comparison.counts["removed"] == 0
    trial = imported(review, duties, content, removes=True)
    assert trial.comparison.counts["removed"] == 3
    assert codes(duties) == ["D-0002", "D-0004"]


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        ((2, 4), [1, 2, 3, 4, 5]),
        ((4, 2), [1, 4, 5, 2, 3]),
        ((5, 4, 3, 2, 1), [5, 4, 3, 2, 1]),
        (("甲", "乙"), [1, 2, 3, 4, 5, 6, 7]),
        ((2, "甲", 3), [1, 2, 6, 3, 4, 5]),
        ((2, "甲"), [1, 2, 6, 3, 4, 5]),
        (("甲", 1), [6, 1, 2, 3, 4, 5]),
    ],
)
def test_the_order_of_the_file_is_that_of_the_draft(review, duties, wanted, order):
    imported(review, duties, csv_file(*rows(*wanted)))
    assert codes(duties) == [f"D-{n:04d}" for n in order]


def test_a_row_that_stays_keeps_its_place_in_the_source(review, adjustment):
    source = make_source()
    lines = [{"text": f"事项 {n}", "source": source, "source_line": n} for n in (11, 12, 13)]
    add_duty(adjustment.draft, "甲", items=lines)
    content = csv_file(
        duty("D-0002", "1", "甲", item="新的一行"),
        duty("D-0002", "2", "甲", item="事项 13"),
        duty("D-0002", "3", "甲", item="事项 11，改了"),
    )
    imported(review, adjustment, content)
    found = Duty.objects.get(edition=adjustment.draft, code="D-0002").rows
    assert [(row.text, row.source, row.source_line) for row in found] == [
        ("新的一行", None, None),
        ("事项 13", source, 13),
        ("事项 11，改了", source, 11),
    ]


def test_an_import_is_noted_with_what_it_changed(review, duties):
    imported(
        review, duties, csv_file(duty("D-0001", text="改了"), *rows(2, 4, "新的")), removes=True
    )
    event = Event.objects.filter(kind=Event.Kind.WRITE).latest("pk")
    assert event.user == review.editor
    assert event.subject == f"reviews.adjustment:{duties.pk}"
    assert event.text == ("从文件“清单.csv”导入。部门职责：新增 1 条，改动 1 条，删去 2 条")
    assert set(event.before) == {"D-0001", "D-0003", "D-0005"}
    assert set(event.after) == {"D-0001", "D-0006"}
    assert event.after["D-0001"]["text"] == "改了"


def test_a_changed_order_alone_is_noted_too(review, duties):
    imported(review, duties, csv_file(*rows(5, 4, 3, 2, 1)))
    assert Event.objects.latest("pk").text.endswith("删去 0 条，顺序有变")


def test_a_draft_that_changed_after_the_comparison_is_not_written(review, adjustment):
    upload = upload_of(review, adjustment, csv_file(duty("D-0001", text="改了")))
    trial = steps.try_out(review.editor, adjustment, upload)
    with actions.editing(review.editor, adjustment) as current:
        Duty.objects.filter(edition=current.draft).update(text="同事改的")
    with pytest.raises(Conflict, match="已有新的变动"):
        steps.confirm(review.editor, adjustment, trial.seen, trial.digest, upload)
    assert Duty.objects.get(edition=adjustment.draft).text == "同事改的"


def test_codes_that_were_given_to_another_meanwhile_are_shown_anew(review, adjustment):
    upload = upload_of(review, adjustment, csv_file(duty()))
    trial = steps.try_out(review.editor, adjustment, upload)
    other = actions.open_adjustment(
        review.editor, review.department, adjustment.kind, adjustment.cause
    )
    add_duty(other.draft, "另一份草稿的新条目")
    with pytest.raises(Conflict, match="请重新核对"):
        steps.confirm(review.editor, adjustment, trial.seen, trial.digest, upload)
    assert codes(adjustment) == ["D-0001"]
    imported(review, adjustment, csv_file(duty()))
    assert codes(adjustment) == ["D-0001", "D-0003"]


def test_nothing_is_written_if_one_section_fails(review, adjustment, monkeypatch):
    """As when the process ends half way: it is one transaction."""
    content = export_draft(adjustment.draft, WHOLE, "xlsx")
    Duty.objects.filter(edition=adjustment.draft).update(text="别的")
    upload = upload_of(review, adjustment, content, WHOLE)
    trial = steps.try_out(review.editor, adjustment, upload)
    before, written = stored(adjustment.draft), []

    def failing(draft, section, *given):
        written.append(section.key)
        if section.key == "services":
            raise MemoryError
        return writing.write_entries(draft, section, *given)

    monkeypatch.setattr(steps, "write_entries", failing)
    with unchanged(adjustment), pytest.raises(MemoryError):
        steps.confirm(review.editor, adjustment, trial.seen, trial.digest, upload)
    assert len(written) == 4
    assert stored(adjustment.draft) == before


def test_only_editors_of_the_department_import(review, adjustment):
    content = csv_file(duty())
    for other in (
        cast.make_editor(make_department("weisheng", "卫生局"), username="wei"),
        *review.judges,
        review.publisher,
    ):
        review.editor = other
        with pytest.raises(NotAllowed):
            try_out(review, adjustment, content)
        with pytest.raises(NotAllowed):
            steps.confirm(other, adjustment, 0, "", upload_of(review, adjustment, content))


def test_what_is_under_review_takes_no_import(review):
    adjustment = review.submitted()
    content = csv_file(duty())
    with pytest.raises(Conflict, match="不能改动草稿"):
        try_out(review, adjustment, content)
    upload = upload_of(review, adjustment, content)
    with unchanged(adjustment), pytest.raises(Conflict, match="不能改动草稿"):
        steps.confirm(review.editor, adjustment, adjustment.version, "", upload)


def test_a_list_without_one_of_its_sections_leaves_that_alone(review, adjustment):
    content = csv_file(
        ["部门职责", *duty("D-0001", text=SAID, number="1", item="审批救助对象 1-1")],
        headings=["部分", *DUTIES],
    )
    trial = try_out(review, adjustment, content, WHOLE, removes=True)
    assert trial.comparison.is_empty
    assert trial.absent == ["与相关部门的职责边界", "事中事后监管制度", "公共服务事项"]


def test_a_file_of_other_sections_has_nothing_for_this_one(review, adjustment):
    content = csv_file(["公共服务事项", *duty()], headings=["部分", *DUTIES])
    with pytest.raises(Unreadable, match="没有名为“部门职责”的工作表"):
        try_out(review, adjustment, content)


def test_a_row_of_no_section_is_not_passed_over(review, adjustment):
    content = csv_file(["部门职责", *duty()], ["", *duty()], headings=["部分", *DUTIES])
    with pytest.raises(Faulty) as caught:
        try_out(review, adjustment, content, WHOLE)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(3, "部分")]


def test_cells_of_other_sections_are_empty_in_a_table_of_several(review, adjustment):
    headings = ["部分", *DUTIES, "承办机构"]
    content = csv_file(["部门职责", *duty(), "社会救助股"], headings=headings)
    with pytest.raises(Faulty) as caught:
        try_out(review, adjustment, content)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(2, "承办机构")]


def test_a_first_list_is_imported_into_an_empty_draft(review):
    review.department = make_department("new", "新局")
    review.editor = cast.make_editor(review.department, username="new")
    adjustment = actions.open_adjustment(review.editor, review.department, "first", "compilation")
    imported(review, adjustment, csv_file(duty(text="甲"), duty(text="乙")))
    assert codes(fresh(adjustment)) == ["D-0001", "D-0002"]


def test_entries_that_stay_as_they_are_take_no_queries(review, adjustment):
    """Of thousands of entries those that changed are written, and no others."""
    counts = []
    for _ in range(2):
        for n in range(20):
            add_duty(adjustment.draft, f"职责 {n}")
        content = export_draft(adjustment.draft, "duties", "csv")
        with CaptureQueriesContext(connection) as queries:
            try_out(review, adjustment, content)
        counts.append(len(queries))
    assert counts[0] == counts[1]
