"""The command import_lists on the district's real document and on parts and variants of it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
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
from departments.verification import faults
from duties.models import Duty, WorkItem
from portal.exchange.management.commands import import_lists
from portal.exchange.readers import read_document
from tests.factories import FIRST_DAY, make_district
from tests.portal.exchange.documents import LISTS, lists_of_the_document

TOTALS = {
    "duties": 254,
    "work_items": 818,
    "boundaries": 70,
    "parties": 317,
    "supervision": 73,
    "parts": 369,
    "service_rows": 79,
}


def run(*args):
    """Run the command (returns what it printed)."""
    out = StringIO()
    call_command("import_lists", *map(str, args), stdout=out, stderr=StringIO())
    return out.getvalue()


def report_of(tmp_path, *args):
    path = tmp_path / "report.json"
    run(*args, "--report", path)
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="session")
def lists():
    return lists_of_the_document()


@pytest.fixture
def write(tmp_path):
    """Write texts one after another into a file (returns its Path)."""

    def write(*texts, name="lists.txt", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes("\n".join(texts).encode(encoding))
        return path

    return write


@pytest.fixture
def three_lists(lists, write):
    return write(*lists[:3])


def everything():
    """Every row of every table of ours."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.split(".")[0]
        in ("departments", "duties", "boundaries", "supervision", "services", "portal")
    }


def drafts():
    return {edition.department.slug: edition for edition in Edition.objects.drafts()}


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


@pytest.mark.parametrize("options", [[], ["--publish"]])
def test_importing_the_same_file_twice_changes_nothing_and_says_so(db, three_lists, options):
    run(three_lists, "--district", "430408", *options)
    before = everything()
    printed = run(three_lists, "--district", "430408", *options)
    assert everything() == before
    assert "与系统中的清单相同，没有改动" in printed
    assert "无变化" in printed


def test_the_same_lists_in_gb18030_are_the_same(db, lists, write):
    run(write(*lists[:3]), "--district", "430408")
    before = everything()
    other = write(*lists[:3], name="gbk.txt", encoding="gb18030")
    assert "与系统中的清单相同" in run(other, "--district", "430408")
    assert everything() == before


def test_the_whole_document_reads_the_same_in_gb18030(tmp_path):
    path = tmp_path / "gb.txt"
    path.write_bytes(LISTS.read_text("utf-8").encode("gb18030"))
    assert read_document(path).lists == read_document(LISTS).lists


def changed(lists, old, new):
    """The lists with one text replaced; it must stand there exactly once."""
    whole = "\f".join(lists)
    assert whole.count(old) == 1
    return whole.replace(old, new).split("\f")


@pytest.mark.parametrize("options", [[], ["--publish"]])
def test_a_changed_file_makes_drafts_of_the_changed_departments_only(db, lists, write, options):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    published = {edition.pk for edition in Edition.objects.all()}
    text = Duty.objects.filter(edition__department__order=2).first().text
    run(write(*changed(lists[:3], text, text + "（试行）")), "--district", "430408", *options)
    assert {edition.pk for edition in Edition.objects.published()} == published
    assert list(drafts()) == ["minzuzongjiaoshiwu"]
    assert Duty.objects.filter(text=text + "（试行）").get().edition.state == "draft"


def test_entries_keep_their_codes_and_new_ones_get_new_codes(db, lists, write):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    first, second, *others = Duty.objects.filter(edition__department__order=2)
    amended = changed(lists[:3], first.text, first.text + "（试行）")
    row = f"\t2\n\t{second.text}"
    added = changed(amended, row, f"\t2\n\t一件全新的事情。\n\t\n\t\n\n{row}")
    run(write(*added), "--district", "430408")
    codes = {duty.text: duty.code for duty in Duty.objects.filter(edition__state="draft")}
    assert codes == {
        first.text + "（试行）": first.code,
        "一件全新的事情。": "D-0007",
        **{duty.text: duty.code for duty in [second, *others]},
    }
    assert max(duty.code for duty in others) < "D-0007"


def test_a_cancelled_entry_that_comes_back_is_the_one_in_force(db, lists, write):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    text = Duty.objects.filter(edition__department__order=2)[2].text
    run(write(*changed(lists[:3], text, "一件全新的事情。")), "--district", "430408")
    assert "与系统中的清单相同" in run(write(*lists[:3]), "--district", "430408")


def test_a_second_change_does_not_pile_up_drafts_that_say_the_same(db, lists, write):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    text = Duty.objects.filter(edition__department__order=2).first().text
    amended = write(*changed(lists[:3], text, text + "（试行）"))
    run(amended, "--district", "430408")
    assert "与系统中的清单相同" in run(amended, "--district", "430408")
    assert Edition.objects.drafts().count() == 1


def test_a_list_that_moves_within_its_document_is_not_changed(db, lists, write):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    assert "与系统中的清单相同" in run(write(lists[2], lists[0], lists[1]), "--district", "430408")


def test_a_list_that_is_missing_from_a_later_document_stays(db, lists, write):
    run(write(*lists[:3]), "--district", "430408", "--publish")
    assert "与系统中的清单相同" in run(write(lists[0]), "--district", "430408")
    assert Department.objects.count() == 3


def test_two_lists_of_one_body_are_two_departments_and_found_again(db, lists, write):
    path = write(*lists[4:6])
    run(path, "--district", "430408", "--publish")
    names = [department.short_name for department in Department.objects.all()]
    assert names == ["农村工作办公室（水利农机局）", "农村工作办公室（农业局、林业局、畜牧水产局）"]
    assert "与系统中的清单相同" in run(path, "--district", "430408")
    assert "与系统中的清单相同" in run(write(lists[5], lists[4]), "--district", "430408")


def test_a_department_that_gets_a_signboard_is_still_the_same(db, lists, write):
    run(write(lists[7]), "--district", "430408", "--publish")
    title, rest = lists[7].lstrip().split("\n", 1)
    assert title.strip() == "衡阳市蒸湘区民政局"
    renamed = write(f"{title.strip()}（蒸湘区老龄工作委员会办公室）\n{rest}")
    run(renamed, "--district", "430408", "--publish")
    assert Department.objects.get().slug == "minzheng"
    assert list(drafts()) == ["minzheng"]


def test_lists_of_one_body_are_found_by_a_signboard_that_stayed(db, lists, write):
    run(write(*lists[4:6]), "--district", "430408", "--publish")
    one_board_less = lists[5].replace("、蒸湘区林业局", "", 1)
    assert one_board_less != lists[5]
    run(write(lists[4], one_board_less), "--district", "430408")
    assert list(drafts()) == ["nongcungongzuoban-nongye"]
    assert Department.objects.count() == 2


def test_another_list_of_a_body_that_comes_alone_is_another_department(db, lists, write):
    run(write(lists[4]), "--district", "430408", "--publish")
    run(write(lists[5]), "--district", "430408")
    assert Department.objects.count() == 2


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


def test_only_first_editions_are_published(db, lists, write):
    run(write(*lists[:2]), "--district", "430408", "--publish")
    text = Duty.objects.filter(edition__department__order=2).first().text
    run(write(*changed(lists[:3], text, text + "（试行）")), "--district", "430408", "--publish")
    published = Edition.objects.published().values_list("department__order", "number")
    assert sorted(published) == [(1, 1), (2, 1), (3, 1)]
    assert len(drafts()) == 1


def test_drafts_of_an_earlier_run_are_published_by_a_later_one(db, three_lists):
    run(three_lists, "--district", "430408")
    run(three_lists, "--district", "430408", "--publish")
    assert Edition.objects.published().count() == 3
    assert not Edition.objects.drafts().exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--district", "43040"], "六位数字"),
        (["--district", "４３０４０８"], "六位数字"),
        (["--district", "衡阳"], "六位数字"),
        (["--district", "430408\n"], "六位数字"),
        ([], "请用 --district"),
        (["--district", "430408", "--effective-from", "2024-02-30"], "不是日期"),
        (["--district", "430408", "--effective-from", "明天"], "不是日期"),
        (["--district", "430408", "--effective-from", ""], "不是日期"),
    ],
)
def test_an_option_that_cannot_be_read_is_answered_with_a_sentence(
    db, three_lists, options, message
):
    before = everything()
    with pytest.raises(CommandError, match=message):
        run(three_lists, *options)
    assert everything() == before


def test_the_only_district_need_not_be_named(db, three_lists):
    district = make_district()
    run(three_lists)
    assert {department.district for department in Department.objects.all()} == {district}


def test_of_several_districts_one_must_be_named(db, three_lists):
    make_district()
    make_district("430406", "衡阳市雁峰区")
    with pytest.raises(CommandError, match="请用 --district"):
        run(three_lists)


def test_an_unknown_district_that_the_titles_do_not_name_is_not_made(db, lists, write):
    nameless = [text.replace("衡阳市蒸湘区", "") for text in lists[:2]]
    with pytest.raises(CommandError, match="没有共同的区县名称"):
        run(write(*nameless), "--district", "430499")
    assert not District.objects.exists()


def files_that_cannot_be_read(tmp_path):
    contents = {
        "空": b"",
        "二进制": bytes(range(256)) * 40,
        "没有清单": "今天天气很好。\n".encode(),
        "UTF-16": "衡阳市蒸湘区民政局责任清单".encode("utf-16"),
        "零字节": LISTS.read_bytes()[:3000] + b"\0" + LISTS.read_bytes()[3000:6000],
    }
    for name, content in contents.items():
        path = tmp_path / f"{name}.txt"
        path.write_bytes(content)
        yield path
    yield tmp_path / "没有这个文件.txt"
    yield tmp_path


def test_a_file_that_cannot_be_read_is_answered_with_a_sentence_and_nothing_written(
    db, tmp_path, three_lists
):
    before = everything()
    for path in list(files_that_cannot_be_read(tmp_path)):
        with pytest.raises(CommandError, match="。$"):
            run(three_lists, path, "--district", "430408")
        assert everything() == before


def test_a_document_of_which_characters_are_lost_is_not_imported(db, three_lists, monkeypatch):
    read = replace(read_document(three_lists), characters_lost=3)
    monkeypatch.setattr(import_lists, "read_document", lambda path: read)
    before = everything()
    with pytest.raises(CommandError, match="有 3 个字符未能归入任何条目，没有写入任何内容"):
        run(three_lists, "--district", "430408")
    assert everything() == before


def test_a_report_that_cannot_be_written_is_said_and_the_lists_stay(db, three_lists, tmp_path):
    with pytest.raises(CommandError, match="报告写不进"):
        run(three_lists, "--district", "430408", "--report", tmp_path / "no" / "report.json")
    assert Edition.objects.count() == 3


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


@pytest.fixture
def other_processes(transactional_db, tmp_path):
    """The environment in which other processes see a migrated database without lists."""
    if connection.vendor == "sqlite":
        path = tmp_path / "db.sqlite3"
        with sqlite3.connect(path) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        url = f"sqlite:///{path}"
    else:
        name = connection.settings_dict["NAME"]
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings"}


def start_python(environment, script):
    """Start a script that has Django set up (returns the Popen)."""
    setup = "import django; django.setup()\n"
    return subprocess.Popen(
        [sys.executable, "-c", setup + script],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_python(environment, script):
    """Run a script that has Django set up (returns the CompletedProcess)."""
    process = start_python(environment, script)
    out, complaints = process.communicate()
    return subprocess.CompletedProcess(script, process.returncode, out, complaints)


DIE = """
import os, signal
from django.core.management import call_command
import {module} as module
original, calls = module.{name}, []

def die_at_last(*args, **kwargs):
    calls.append(args)
    if len(calls) == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*args, **kwargs)

module.{name} = die_at_last
call_command("import_lists", {path!r}, "--district", "430408", "--publish")
"""
FINISH = """
from django.core.management import call_command
call_command("verify_editions")
call_command("export_lists", "--output", {half!r})
call_command("import_lists", {path!r}, "--district", "430408", "--publish")
call_command("verify_editions")
call_command("export_lists", "--output", {whole!r})
"""


@pytest.mark.parametrize(
    ("module", "name", "call"),
    [
        ("portal.exchange.importer", "_write_section", 6),  # amid the second department
        ("departments.publication", "_seal", 2),
        ("portal.exchange.management.commands.import_lists", "publish_first_edition", 2),
    ],
)
def test_an_import_killed_amid_a_department_leaves_whole_ones_and_is_finished_by_the_next(
    other_processes, three_lists, tmp_path, module, name, call
):
    half, whole = tmp_path / "half", tmp_path / "whole"
    places = {"path": str(three_lists), "half": str(half), "whole": str(whole)}
    die = DIE.format(module=module, name=name, call=call, **places)
    died = run_python(other_processes, die)
    assert died.returncode == -signal.SIGKILL, died.stderr
    finished = run_python(other_processes, FINISH.format(**places))
    assert finished.returncode == 0, finished.stderr
    (kept,) = half.iterdir()
    assert (whole / kept.name).read_bytes() == kept.read_bytes()
    assert len(list(whole.iterdir())) == 3


#: An import that lingers between looking for a department and making it.
SLOW_IMPORT = """
import time
from django.core.management import call_command
from portal.exchange import importer
create = importer._create_department

def create_slowly(*args):
    time.sleep(0.5)
    return create(*args)

importer._create_department = create_slowly
call_command("import_lists", {path!r}, "--district", "430408", "--publish")
"""


def test_two_imports_at_once_make_each_department_once(other_processes, three_lists, tmp_path):
    script = SLOW_IMPORT.format(path=str(three_lists))
    for process in [start_python(other_processes, script) for _ in range(2)]:
        _, complaints = process.communicate()
        assert process.returncode == 0, complaints
    whole = tmp_path / "whole"
    places = {"path": str(three_lists), "half": str(tmp_path / "half"), "whole": str(whole)}
    assert run_python(other_processes, FINISH.format(**places)).returncode == 0
    assert len(list(whole.iterdir())) == 3
