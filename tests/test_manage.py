"""manage.py tells what a command refuses in the command's own sentence."""

import pytest


def test_a_refusal_is_the_sentence_alone(manage):
    done = manage("import_lists", "没有.txt", "--district", "430408")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "找不到文件 没有.txt，请核对路径。\n"


def test_where_it_came_from_is_shown_when_asked_for(manage):
    done = manage("import_lists", "没有.txt", "--district", "430408", "--traceback")
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
    assert "找不到文件 没有.txt" in done.stderr


def test_a_failed_system_check_speaks_for_itself(manage):
    done = manage("check", "--tag", "nonsense")
    assert done.returncode == 1
    assert "nonsense" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(params=["postgres://a:b@127.0.0.1:1/x", "sqlite:///{}/new", "sqlite:///{}/text"])
def useless_database(request, tmp_path):
    """The address of a server that is down, of a database without tables, of a file that is none."""
    (tmp_path / "text").write_text("这不是数据库" * 100, "utf-8")
    return request.param.format(tmp_path)


@pytest.mark.parametrize("command", [["verify_editions"], ["export_lists", "--output", "out"]])
def test_a_database_that_does_not_answer_is_told_in_one_sentence(manage, useless_database, command):
    done = manage(*command, DATABASE_URL=useless_database)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("数据库无法使用（")
    assert done.stderr.count("\n") == 1


def test_where_the_database_failed_is_shown_when_asked_for(manage, useless_database):
    done = manage("verify_editions", "--traceback", DATABASE_URL=useless_database)
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
