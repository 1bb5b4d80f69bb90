import pytest
from django.http import QueryDict

from departments.pages.facets import OPEN_VALUES, Choice, Facet, State


@pytest.fixture
def state():
    params = QueryDict("q=低保&department=a&department=b&page=3&utm=x&note=")
    return State(params, ["q", "department", "note", "on"])


def test_addresses_keep_only_filters_in_use_and_begin_at_the_first_page(state):
    assert state.adding("note", "yes") == (
        "?q=%E4%BD%8E%E4%BF%9D&department=a&department=b&note=yes"
    )


def test_removes_one_value_and_keeps_the_others(state):
    assert state.removing("department", "a") == "?q=%E4%BD%8E%E4%BF%9D&department=b"


def test_chooses_a_value_instead_of_the_others(state):
    assert state.choosing("department", "c") == "?q=%E4%BD%8E%E4%BF%9D&department=c"


def test_drops_a_filter(state):
    assert state.dropping("q") == "?department=a&department=b"


def test_hidden_fields_hold_everything_but_one_filter(state):
    assert state.pairs(without="q") == [("department", "a"), ("department", "b")]


def test_values_are_encoded(state):
    assert state.choosing("department", '&x="<').endswith("&department=%26x%3D%22%3C")


def test_many_values_fold_and_unfold_for_a_chosen_one():
    choices = [
        Choice(f"x-{n}", str(n), 1, "?", chosen=n == OPEN_VALUES) for n in range(OPEN_VALUES + 1)
    ]
    assert Facet("party", "相关部门", choices).unfold
    assert not Facet("party", "相关部门", choices[:OPEN_VALUES]).folded
