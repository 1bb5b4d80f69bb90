import pytest
from django.core.management import CommandError, call_command


def test_writes_the_page_that_nginx_shows(tmp_path, capsys, beneath_another_site):
    path = tmp_path / "503.html"
    call_command("write_unavailable_page", path)
    page = path.read_text("utf-8")
    assert "<h1>网站暂时无法访问</h1>" in page
    assert 'action="/qzqd/search/"' in page
    assert str(path) in capsys.readouterr().out


def test_says_why_a_file_cannot_be_written(tmp_path):
    with pytest.raises(CommandError, match="无法写入"):
        call_command("write_unavailable_page", tmp_path / "missing" / "503.html")
