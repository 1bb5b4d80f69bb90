"""A count that is not the kept one is told, and only a lower one is ever written."""

import json

import pytest

from tests import query_counts


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A file of one count, 2, as it is read now."""
    file = tmp_path / "query_counts.json"
    file.write_text('{"pages": {"/": 2}}')
    monkeypatch.setattr(query_counts, "FILE", file)
    monkeypatch.delenv("LOWER_QUERY_COUNTS", raising=False)
    return lambda: json.loads(file.read_text())["pages"]["/"]


def test_as_many_pass(kept):
    query_counts.check("pages", "/", ["SELECT 1", "SELECT 2"])


@pytest.mark.parametrize("lower", ["", "1"])
def test_more_fail_and_are_listed(kept, monkeypatch, lower):
    monkeypatch.setenv("LOWER_QUERY_COUNTS", lower)
    with pytest.raises(AssertionError, match="3 queries, not 2:\nSELECT 1\nSELECT 2\nSELECT 3"):
        query_counts.check("pages", "/", ["SELECT 1", "SELECT 2", "SELECT 3"])
    assert kept() == 2


def test_fewer_ask_to_write_the_lower_number(kept):
    with pytest.raises(AssertionError, match="only 1 queries, write that instead of 2"):
        query_counts.check("pages", "/", ["SELECT 1"])
    assert kept() == 2


def test_a_lower_number_is_written_when_that_is_wanted(kept, monkeypatch):
    monkeypatch.setenv("LOWER_QUERY_COUNTS", "1")
    query_counts.check("pages", "/", ["SELECT 1"])
    assert kept() == 1


@pytest.mark.django_db
def test_the_queries_of_a_block_are_counted(kept, django_user_model):
    with query_counts.counted("pages", "/"):
        django_user_model.objects.exists()
        django_user_model.objects.count()
