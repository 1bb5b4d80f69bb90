"""Commands leave their trace: what was asked, by whom, and whether it was done."""

import ast
import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.db.migrations.recorder import MigrationRecorder

from portal.accounts.audit.commands import MIGRATING, call, run
from portal.accounts.audit.log import Kind
from portal.accounts.audit.models import Event
from portal.search.models import VocabularyWord


def told(**chosen):
    """What the log says of commands (list of texts)."""
    events = Event.objects.filter(kind=Kind.COMMAND, **chosen)
    return list(events.order_by("pk").values_list("text", flat=True))


@pytest.mark.parametrize("name", ["axes_reset", "axes_reset_username", "prune_queries", "loaddata"])
def test_what_takes_away_or_brings_in_is_noted(db, name):
    run(name, ["x"], lambda: None)
    assert told() == [f"{name} x"]


@pytest.mark.parametrize("error", [CommandError("没有这个文件。"), KeyboardInterrupt()])
def test_what_fails_is_noted_with_the_reason(db, error):
    def fail():
        raise error

    with pytest.raises(type(error)):
        run("import_lists", ["a.txt"], fail)
    reason = str(error) or "KeyboardInterrupt"
    assert told() == [f"import_lists a.txt\n没有完成：{reason}"]


def test_why_it_failed_is_told_though_the_log_fails_too(transactional_db, monkeypatch, caplog):
    def fail():
        raise CommandError("没有这个文件。")

    def broken(event):
        raise IntegrityError("disk full")

    monkeypatch.setattr("portal.accounts.audit.chain.digest_of", broken)
    with pytest.raises(CommandError, match="没有这个文件"):
        run("loaddata", [], fail)
    assert "审计记录无法写入" in caplog.text


@pytest.mark.parametrize("name", sorted(MIGRATING))
def test_migrations_are_noted_where_there_were_any(db, name):
    run(name, [], lambda: None)
    run(name, [], lambda: MigrationRecorder(connection).record_applied("duties", "9999_x"))
    assert told() == [f"{name}\n应用：duties.9999_x"]


def test_migrations_are_noted_though_a_later_one_failed(db):
    def migrate():
        MigrationRecorder(connection).record_applied("duties", "9999_x")
        raise CommandError("下一个失败")

    with pytest.raises(CommandError):
        run("migrate", [], migrate)
    assert told() == ["migrate\n应用：duties.9999_x"]


def test_migrations_that_were_taken_back_are_noted(db):
    recorder = MigrationRecorder(connection)
    recorder.record_applied("duties", "9999_x")
    run("migrate", ["duties", "0001"], lambda: recorder.record_unapplied("duties", "9999_x"))
    assert told() == ["migrate duties 0001\n撤回：duties.9999_x"]


def test_a_new_site_begins_its_log_with_its_migrations(manage, tmp_path):
    manage("migrate", "--verbosity", "0")
    output = tmp_path / "log.json"
    manage("dumpdata", "audit.event", "--output", str(output))
    (event,) = json.loads(output.read_text("utf-8"))
    assert "应用：" in event["fields"]["text"]
    assert "audit.0001_events" in event["fields"]["text"]
    assert event["fields"]["user_name"].endswith("（命令行）")


def test_commands_that_only_read_are_not_noted(db):
    run("check", [], lambda: call_command("check"))
    assert told() == []


def test_what_code_calls_is_noted_like_what_is_typed(db, monkeypatch):
    called = []
    monkeypatch.setattr(
        "portal.accounts.audit.commands.call_command", lambda *args, **options: called.append(args)
    )
    call("load_phrases", "p.csv", once=True, district="430408", dry_run=False, stdout=None)
    assert called == [("load_phrases", "p.csv")]
    assert told() == ["load_phrases p.csv --once --district=430408"]


def test_what_had_nothing_to_do_is_not_noted(db):
    VocabularyWord.objects.create(word="低保", term="最低生活保障")
    call("load_vocabulary", "none.csv", once=True)
    assert told() == []


def test_migrations_within_another_command_are_noted_once(db):
    def migrate():
        MigrationRecorder(connection).record_applied("duties", "9999_x")

    run("prepare_site", [], lambda: run("migrate", [], migrate))
    assert told() == ["prepare_site\n应用：duties.9999_x"]


def test_code_calls_commands_by_the_way_that_notes_them():
    ours = {"portal", "departments", "boundaries", "duties", "services", "supervision", "powers"}
    way = settings.BASE_DIR / "portal" / "accounts" / "audit" / "commands.py"
    past_it = [
        path
        for app in ours
        for path in (settings.BASE_DIR / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and "call_command" in {one.name for one in node.names}
    ]
    assert past_it == [way]
