"""The command import_lists on the district's real document and on parts of it."""

from datetime import UTC, datetime

from django.utils import timezone

from boundaries.models import BoundaryMatter
from departments.models import (
    Annex,
    Department,
    District,
    Edition,
    SectionHeading,
    SourceDocument,
)
from departments.publishing.verification import faults
from duties.models import Duty, WorkItem
from portal.exchange.readers import read_document
from tests.factories import FIRST_DAY, make_district
from tests.portal.exchange.documents import LISTS, changed
from tests.portal.exchange.importing import everything, report_of, run

TOTALS = {
    "duties": 254,
    "work_items": 818,
    "boundaries": 70,
    "parties": 317,
    "supervision": 73,
    "parts": 369,
    "service_rows": 79,
}


def test_the_whole_document_is_imported_and_published(db, tmp_path):
    account = report_of(
        tmp_path, LISTS, "--district", "430408", "--publish", "--effective-from", "2024-01-01"
    )
    (document,) = account["documents"]
    assert TOTALS.items() <= document["totals"].items()
    assert document["document"]["characters_lost"] == 0
    assert account["district"] == {"code": "430408", "name": "衡阳市蒸湘区"}
    in_force = Edition.objects.in_force(FIRST_DAY)
    assert in_force.count() == 19
    assert {edition.number for edition in in_force} == {1}
    assert WorkItem.objects.count() == TOTALS["work_items"]
    assert list(faults()) == []


def test_the_printed_account_names_departments_counts_and_lost_characters(db, three_lists):
    printed = run(three_lists, "--district", "430408")
    assert "民族宗教事务局" in printed
    assert "新增草稿" in printed
    assert "合计" in printed
    assert "丢失 0 个" in printed


def test_without_publish_only_drafts_are_made(db, three_lists):
    run(three_lists, "--district", "430408")
    assert Edition.objects.drafts().count() == 3
    assert not Edition.objects.published().exists()


def test_every_entry_and_row_keeps_its_document_and_line(db, three_lists):
    run(three_lists, "--district", "430408")
    source = SourceDocument.objects.get()
    lines = three_lists.read_text("utf-8").split("\n")
    assert source.name == "lists.txt"
    for record in [*Duty.objects.all(), *WorkItem.objects.exclude(text="")]:
        assert record.source == source
        first = record.text.split("\n")[0]
        assert first in lines[record.source_line - 1]
    assert {edition.source for edition in Edition.objects.all()} == {source}


def test_a_dry_run_writes_nothing_and_reports_the_same(db, tmp_path, three_lists):
    before = everything()
    tried = report_of(tmp_path, three_lists, "--district", "430408", "--publish", "--dry-run")
    assert everything() == before
    assert not District.objects.exists()
    done = report_of(tmp_path, three_lists, "--district", "430408", "--publish")
    assert (tried.pop("dry_run"), done.pop("dry_run")) == (True, False)
    assert tried == done


def test_the_whole_document_reads_the_same_in_gb18030(tmp_path):
    path = tmp_path / "gb.txt"
    path.write_bytes(LISTS.read_text("utf-8").encode("gb18030"))
    assert read_document(path).lists == read_document(LISTS).lists


def test_several_files_are_imported_in_one_run(db, lists, write, tmp_path):
    first, second = write(lists[0], name="a.txt"), write(lists[1], name="b.txt")
    make_district()
    account = report_of(tmp_path, first, second, "--district", "430408")
    assert [each["document"]["name"] for each in account["documents"]] == ["a.txt", "b.txt"]
    assert Department.objects.count() == 2


def test_departments_of_a_later_document_come_after_those_there(db, lists, write):
    run(write(lists[2], name="a.txt"), "--district", "430408")
    make_district()
    run(write(lists[0], name="b.txt"), "--district", "430408")
    assert [department.order for department in Department.objects.all()] == [1, 2]


def test_an_unknown_section_is_kept_as_an_annex(db, lists, write):
    annex = "五、责任追究机制\n\n对不履行职责的，依法追究责任。\n具体办法另行制定。\n"
    run(write(lists[15], annex), "--district", "430408")
    kept = Annex.objects.get()
    assert "责任追究机制" in kept.heading
    assert kept.body == "对不履行职责的，依法追究责任。\n具体办法另行制定。"


def test_a_number_of_any_length_is_kept(db, lists, write):
    number = "1" * 300
    run(
        write(*changed(lists[:1], "\t1\n\t政府序列", f"\t{number}\n\t政府序列")),
        "--district",
        "430408",
    )
    assert BoundaryMatter.objects.get().number == number


def test_headings_and_their_empty_markers_are_kept(db, lists, write):
    run(write(lists[15]), "--district", "430408")
    assert SectionHeading.objects.filter(text__contains="职责边界", marker="无").exists()


def test_the_day_of_effect_is_today_in_beijing_unless_given(db, monkeypatch, lists, write):
    moment = datetime(2024, 2, 28, 16, 30, tzinfo=UTC)  # half past midnight of the 29th
    monkeypatch.setattr(timezone, "now", lambda: moment)
    run(write(lists[1]), "--district", "430408", "--publish")
    assert Edition.objects.get().effective_from.isoformat() == "2024-02-29"


def test_the_only_district_need_not_be_named(db, three_lists):
    district = make_district()
    run(three_lists)
    assert {department.district for department in Department.objects.all()} == {district}


def test_the_report_accounts_for_every_list(db, lists, write, tmp_path):
    account = report_of(tmp_path, write(*lists[:2]), "--district", "430408", "--publish")
    assert set(account) == {"district", "dry_run", "documents"}
    (document,) = account["documents"]
    assert document["document"]["encoding"] == "utf-8"
    assert len(document["document"]["sha256"]) == 64
    first, second = document["departments"]
    assert (first["slug"], first["status"], first["edition"]) == ("fazhiban", "new", 1)
    assert first["counts"]["duties"] == 11
    assert first["source_lines"][1] < second["source_lines"][0]
    assert {"kind", "line", "what", "resolution"} == set(first["irregularities"][0])
    assert any("序号" in piece["text"] for piece in first["other_text"])
    added = {key: first["counts"][key] + second["counts"][key] for key in document["totals"]}
    assert document["totals"] == added
