"""The command export_lists, from the real document and from small editions."""

import json
import os
import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from departments.models import Department, Edition
from departments.publishing.digests import edition_document
from portal.exchange.writers.formats import WRITERS
from tests.factories import (
    FAR_FUTURE,
    SECOND_DAY,
    fill,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)
from tests.portal.exchange.gold import gold_lists


def export(directory, *options):
    """Run the command (returns the exported documents by file name)."""
    call_command("export_lists", "--output", str(directory), *options, stdout=StringIO())
    return {path.name: json.loads(path.read_text("utf-8")) for path in directory.iterdir()}


def numbers(documents):
    return [documents[name]["edition"]["number"] for name in sorted(documents)]


def without_codes(document):
    """A document's sections as the clerk wrote them: no codes, no lines of service items."""
    return {
        "duties": [_plain(entry, "items") for entry in document["duties"]],
        "boundaries": [_plain(entry, "parties") for entry in document["boundaries"]],
        "supervision": [_plain(entry, "parts") for entry in document["supervision"]],
        "services": [
            _plain(entry, "items")
            | {
                "items": [
                    {key: item[key] for key in ("content", "handler")} for item in entry["items"]
                ]
            }
            for entry in document["services"]
        ],
    }


def _plain(entry, rows):
    plain = {name: value for name, value in entry.items() if name != "code"}
    return plain | {rows: [{"number": "", **row} for row in entry[rows]]}


def test_five_lists_come_out_as_the_clerk_read_them(shipped, db, tmp_path):
    documents = export(tmp_path)
    assert len(documents) == 19
    read = {document["department"]["order"]: document for document in documents.values()}
    gold = gold_lists()
    assert sorted(gold) == [1, 6, 13, 14, 17]
    for order, sections in gold.items():
        assert without_codes(read[order]) == sections, order
    # The same on every database: to the byte, since this is a digest over it.
    digest = "a4fb3763ca6756826caf3c3700cc554c35f2636826e9ffc02b85f1975c7c8692"
    assert read[1]["edition"]["digest"] == digest


def test_a_file_is_the_edition_in_the_list_format(db, tmp_path):
    edition = make_edition(make_department(order=8), entries=2)
    assert export(tmp_path) == {"08-minzheng.json": edition_document(edition)}
    text = (tmp_path / "08-minzheng.json").read_bytes()
    assert "民政局".encode() in text
    assert text.endswith(b"}\n")
    assert b"\r" not in text


def test_the_edition_in_force_is_exported_unless_another_is_named(db, tmp_path):
    first = make_edition()
    publish(make_draft(first.department), SECOND_DAY)
    publish(make_draft(first.department), FAR_FUTURE)
    make_draft(first.department)
    assert numbers(export(tmp_path / "now")) == [2]
    assert numbers(export(tmp_path / "on", "--on", "2024-12-31")) == [1]
    assert numbers(export(tmp_path / "n", "--edition", "3")) == [3]


def test_district_and_department_choose_what_is_exported(db, tmp_path):
    make_edition(make_department("minzheng", "民政局"))
    make_edition(make_department("weisheng", "卫生局"))
    other = make_district("430406", "衡阳市雁峰区")
    make_edition(make_department("yanfeng", "民政局", district=other))
    assert len(export(tmp_path / "all")) == 3
    assert list(export(tmp_path / "district", "--district", "430406")) == ["01-yanfeng.json"]
    chosen = export(tmp_path / "two", "--department", "minzheng", "--department", "yanfeng")
    assert sorted(chosen) == ["01-minzheng.json", "01-yanfeng.json"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--department", "nowhere", "--department", "minzheng"], "没有这个部门：nowhere"),
        (["--district", "999999"], "没有符合条件的已公布清单"),
        (["--edition", "9"], "没有符合条件的已公布清单"),
        (["--on", "1999-01-01"], "没有符合条件的已公布清单"),
        (["--on", "2024-02-30"], "不是可以识别的日期"),
        (["--on", "2024-01-01", "--edition", "1"], "not allowed with"),
        (["--edition", "一"], "invalid int value"),
        (["--format", "pdf"], "invalid choice"),
    ],
)
def test_what_cannot_be_exported_is_answered_with_a_sentence(db, tmp_path, options, message):
    make_edition()
    with pytest.raises(CommandError, match=message):
        export(tmp_path / "out", *options)
    assert not (tmp_path / "out").exists()


def test_drafts_are_not_exported(db, tmp_path):
    fill(make_draft())
    with pytest.raises(CommandError, match="没有符合条件的已公布清单"):
        export(tmp_path)


def test_a_directory_that_cannot_be_written_is_said(db, tmp_path):
    make_edition()
    (tmp_path / "taken").write_text("")
    with pytest.raises(CommandError, match="写不进目录.*已有同名的文件"):
        export(tmp_path / "taken")


def test_a_file_is_written_whole_or_not_at_all(db, tmp_path, monkeypatch):
    def fail(*args):
        raise OSError(28, "No space left on device")

    make_edition()
    export(tmp_path)
    (before,) = tmp_path.iterdir()
    text = before.read_bytes()
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(CommandError, match="磁盘已满"):
        export(tmp_path)
    assert list(tmp_path.iterdir()) == [before]
    assert before.read_bytes() == text


def test_an_exported_file_may_be_read_by_all(db, tmp_path):
    make_edition()
    export(tmp_path)
    assert stat.S_IMODE((tmp_path / "01-minzheng.json").stat().st_mode) == 0o644


@pytest.mark.parametrize("format", WRITERS)
def test_every_format_is_written_into_a_file_of_its_own(db, tmp_path, format):
    edition = make_edition()
    options = ["--output", str(tmp_path), "--format", format]
    call_command("export_lists", *options, stdout=StringIO())
    (path,) = tmp_path.iterdir()
    assert path.name == f"01-minzheng.{format}"
    assert path.read_bytes() == WRITERS[format](edition)


def test_an_export_after_a_renaming_shows_the_published_name_under_the_present_address(
    db, tmp_path
):
    department = make_edition().department
    Department.objects.update(slug="minlao", name="衡阳市蒸湘区民政和老龄局")
    (document,) = export(tmp_path).values()
    assert (tmp_path / "01-minlao.json").exists()
    assert document["department"]["name"] == department.name
    assert document["edition"]["digest"] == Edition.objects.get().digest
