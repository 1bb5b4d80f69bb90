"""Heads that were kept elsewhere tell what the database lost."""

import json
import os
import stat
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from departments.protection import guards
from departments.publishing.heads import heads_digest
from portal.accounts.audit import chain
from tests.databases import drop_triggers, execute
from tests.factories import (
    FAR_FUTURE,
    FIRST_DAY,
    add_duty,
    make_department,
    make_draft,
    make_edition,
    publish,
)


@pytest.fixture
def last(db):
    """The last edition of two, which is still to come."""
    first = make_edition(effective_from=FIRST_DAY)
    make_edition(make_department("weisheng", "卫生局"))
    draft = make_draft(first.department)
    add_duty(draft)
    return publish(draft, FAR_FUTURE)


@pytest.fixture
def kept(last, tmp_path):
    path = tmp_path / "heads.json"
    call_command("keep_heads", output=path)
    return path


def verify(path, capsys):
    """What verify_editions complains of beside the triggers (list of lines)."""
    with suppress(CommandError):
        call_command("verify_editions", heads=str(path))
    return [line for line in capsys.readouterr().err.splitlines() if "触发器" not in line]


def test_the_heads_of_all_chains_are_kept_also_of_what_is_to_come(kept, last):
    document = json.loads(kept.read_text("utf-8"))
    assert document["format"] == "list-heads/1"
    assert [(one["department"], one["number"]) for one in document["heads"]] == [
        ("minzheng", 2),
        ("weisheng", 1),
    ]
    assert document["heads"][0]["digest"] == last.digest
    assert document["audit"] == chain.current_head()


def test_only_their_owner_reads_them_and_nothing_else_is_left_behind(kept):
    assert stat.S_IMODE(os.stat(kept).st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["heads.json"]


def test_where_nothing_can_be_written_it_is_said(last, tmp_path):
    with pytest.raises(CommandError, match="链头写不进"):
        call_command("keep_heads", output=tmp_path / "missing" / "heads.json")


def test_what_only_grew_is_not_missed(kept, last, capsys):
    publish(make_draft(last.department), FAR_FUTURE)
    assert verify(kept, capsys) == []


def test_the_published_file_is_taken_too(last, client, tmp_path, capsys):
    path = tmp_path / "heads.json"
    path.write_bytes(client.get("/data/heads.json").content)
    assert verify(path, capsys) == []


def test_a_last_edition_that_was_erased_with_every_trace_is_missed(kept, last, capsys):
    """The forger takes the proof and the end of the log along."""
    connection.check_constraints()
    drop_triggers()
    noted = f"departments.proof:{last.proof.pk}"
    execute("DELETE FROM audit_event WHERE subject = %s", [noted])
    execute("DELETE FROM departments_proof WHERE edition_id = %s", [last.pk])
    execute(
        "DELETE FROM duties_workitem WHERE duty_id IN (SELECT id FROM duties_duty WHERE edition_id = %s)",
        [last.pk],
    )
    execute("DELETE FROM duties_duty WHERE edition_id = %s", [last.pk])
    execute("DELETE FROM departments_edition WHERE id = %s", [last.pk])
    guards.after_migrate("default")
    (fault,) = verify(kept, capsys)
    assert "衡阳市蒸湘区民政局第 2 版" in fault
    assert "被抹去或者改写" in fault


def test_heads_that_were_changed_are_named(kept, capsys):
    document = json.loads(kept.read_text("utf-8"))
    document["heads"].pop(0)
    kept.write_text(json.dumps(document), "utf-8")
    (fault,) = verify(kept, capsys)
    assert "与它自己的摘要不符" in fault


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "7", '{"heads": []}', '{"format": "list-heads/2", "heads": []}'),
        '{"format": "list-heads/1", "heads": [{"digest": "abc", "name": "x", "number": 1}]}',
        '{"format": "list-heads/1", "heads": [{"digest": 7}]}',
        '{"format": "list-heads/1", "heads": 7}',
        json.dumps({"format": "list-heads/1", "heads": [{"digest": "a" * 64}]}),
    ],
)
def test_a_file_that_has_not_the_form_of_heads_is_named(tmp_path, text):
    path = tmp_path / "some.json"
    path.write_text(text, "utf-8")
    with pytest.raises(CommandError, match=r"some\.json 不是链头文件"):
        call_command("verify_editions", heads=str(path))
    with pytest.raises(CommandError, match="无法读取，请核对路径和权限"):
        call_command("verify_editions", heads=str(tmp_path / "missing.json"))


@pytest.mark.django_db
def test_a_site_without_lists_has_heads_too(tmp_path, capsys):
    call_command("keep_heads", output=tmp_path / "heads.json")
    document = json.loads((tmp_path / "heads.json").read_text("utf-8"))
    assert document["digest"] == heads_digest([])
    assert verify(tmp_path / "heads.json", capsys) == []
