import re
import socket

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError

from portal.pages.management.commands import prepare_site
from portal.topics.models import Topic

User = get_user_model()


def test_a_busy_port_is_refused_before_anything_is_done(manage, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = manage("prepare_site", "--port", str(port))
    assert done.returncode == 1
    assert f"端口 {port} 已被占用" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "var" / "db.sqlite3").exists()


@pytest.mark.parametrize("text", ["", "0", "65536", "http", "-1", "８０００"])
def test_a_port_that_is_none_is_refused(text):
    with pytest.raises(CommandError, match="1 到 65535"):
        prepare_site.check_port(text)


def test_a_file_that_is_no_database_is_named_as_such(manage, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "db.sqlite3").write_text("这不是数据库" * 1000)
    done = manage("prepare_site")
    assert done.returncode == 1
    assert "数据库无法打开" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
class TestAdministrator:
    @pytest.fixture
    def create_admin(self, capsys):
        def create():
            prepare_site.Command().create_admin()
            return capsys.readouterr().out

        return create

    def test_is_made_once_with_the_password_that_was_shown(self, create_admin):
        password = re.search(r"密码：(\S+)", create_admin())[1]
        admin = User.objects.get()
        assert admin.check_password(password)
        assert admin.is_superuser
        assert create_admin() == ""

    def test_is_not_made_beside_another(self, create_admin):
        User.objects.create_superuser("li")
        assert create_admin() == ""
        assert User.objects.count() == 1

    def test_never_takes_over_an_account(self, create_admin):
        admin = User.objects.create_user("admin")
        assert "createsuperuser" in create_admin()
        admin.refresh_from_db()
        assert not admin.is_superuser


@pytest.mark.django_db
class TestTables:
    @pytest.fixture
    def load_tables(self, monkeypatch, capsys, tmp_path):
        """Loads one table of fields of life of these lines; returns what is said."""

        def load(*lines):
            path = tmp_path / "topics.csv"
            head = "topic,parent,title,description,department,code,label"
            path.write_text("\n".join([head, *lines]), encoding="utf-8")
            monkeypatch.setattr(prepare_site, "TABLES", [("load_topics", path, {})])
            prepare_site.Command().load_tables()
            return capsys.readouterr().out

        return load

    def test_are_loaded_once(self, load_tables):
        assert "新增 1 条" in load_tables("yanglao,,养老,,,,")
        assert load_tables("kanbing,,看病,,,,") == ""
        assert [str(topic) for topic in Topic.objects.all()] == ["养老"]

    def test_that_cannot_be_loaded_do_not_stop_the_site(self, load_tables):
        assert "topics.csv 没有录入" in load_tables("yanglao,nichts,养老,,,,")
        assert not Topic.objects.exists()

    def test_are_all_there(self):
        assert [file for _, file, _ in prepare_site.TABLES if not file.exists()] == []
