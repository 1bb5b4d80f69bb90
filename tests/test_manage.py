"""manage.py tells what a command refuses in the command's own sentence."""


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
