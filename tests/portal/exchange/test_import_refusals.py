"""What cannot be imported is answered with a sentence, and nothing is written."""

import errno
import os
from dataclasses import replace

import pytest
from django.core.management import CommandError

from departments.models import (
    District,
    Edition,
)
from portal.exchange.management.commands import import_lists
from portal.exchange.readers import read_document
from tests.factories import make_district
from tests.portal.exchange.documents import LISTS
from tests.portal.exchange.importing import everything, run


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--district", "43040"], "六位数字"),
        (["--district", "４３０４０８"], "六位数字"),
        (["--district", "衡阳"], "六位数字"),
        (["--district", "430408\n"], "六位数字"),
        ([], "请用 --district"),
        (["--district", "430408", "--effective-from", "2024-02-30"], "不是可以识别的日期"),
        (["--district", "430408", "--effective-from", "20240229"], "不是可以识别的日期"),
        (["--district", "430408", "--effective-from", "2024-02-29"], "只与 --publish 一起有效"),
        (["--district", "430408", "--effective-from", "明天"], "不是可以识别的日期"),
        (["--district", "430408", "--effective-from", ""], "不是可以识别的日期"),
    ],
)
def test_an_option_that_cannot_be_read_is_answered_with_a_sentence(
    db, three_lists, options, message
):
    before = everything()
    with pytest.raises(CommandError, match=message):
        run(three_lists, *options)
    assert everything() == before


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
    read = replace(read_document(three_lists), characters_lost=3, unbalanced_lines=(7, 9))
    monkeypatch.setattr(import_lists, "read_document", lambda path: read)
    before = everything()
    with pytest.raises(
        CommandError, match="有 3 个字符未能归入任何条目（第 7、9 行等处），没有写入"
    ):
        run(three_lists, "--district", "430408")
    assert everything() == before


def test_a_report_that_cannot_be_written_is_said_and_the_lists_stay(db, three_lists, tmp_path):
    options = ["--district", "430408", "--report", tmp_path / "no" / "report.json"]
    with pytest.raises(CommandError, match="报告写不进.*没有这个目录。没有写入任何内容"):
        run(three_lists, *options, "--dry-run")
    assert not Edition.objects.exists()
    with pytest.raises(CommandError, match="报告写不进.*没有这个目录。清单已按上表处理"):
        run(three_lists, *options)
    assert Edition.objects.count() == 3


def test_a_report_is_written_whole_or_not_at_all(db, three_lists, tmp_path, monkeypatch):
    def fail(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "report.json"
    path.write_text("an earlier report")
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(CommandError, match="报告写不进.*磁盘已满"):
        run(three_lists, "--district", "430408", "--report", path, "--dry-run")
    assert sorted(tmp_path.iterdir()) == sorted([three_lists, path])
    assert path.read_text() == "an earlier report"


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
