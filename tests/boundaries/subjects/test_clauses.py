"""What lists say, compared clause by clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries.subjects.clauses import agree, clauses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("负责监管。", "负责监管"),
        ("负责监管，（试行）", "负责监管, (试行)"),
        ("B超管理", "Ｂ超管理"),
        ("负责\n监管", "负责监管"),
    ],
)
def test_punctuation_and_width_are_no_difference(one, other):
    assert agree([one, other])
    assert not any(clause.alone for clause in clauses(one, [other]))


def test_other_words_are():
    assert not agree(["负责监管", "负责处罚"])


def test_only_the_clause_that_differs_is_marked():
    found = clauses("1、负责用地；负责规划。", ["负责规划，指导建设"])
    assert [(one.text, one.alone) for one in found] == [
        ("1、负责用地；", True),
        ("负责规划。", False),
    ]


def test_a_number_in_front_of_a_clause_does_not_count():
    (clause,) = clauses("2、负责规划", ["（一）负责规划"])
    assert not clause.alone


@given(st.text(), st.lists(st.text(), max_size=3))
def test_the_clauses_are_the_whole_text(text, others):
    assert "".join(clause.text for clause in clauses(text, others)) == text


@given(st.text())
def test_a_text_agrees_with_itself(text):
    assert agree([text, text])
    assert not any(clause.alone for clause in clauses(text, [text]))
