import pytest

from boundaries.filters import BoundaryMatterFilterSet
from boundaries.models import BoundaryMatter
from tests.factories import add_matter, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def matters():
    draft = make_draft()
    add_matter(
        draft,
        "养老服务",
        parties=[
            {"name": "区民政局", "responsibility": "牵头组织", "basis": "《意见》"},
            {"name": "区卫生局"},
        ],
    )
    add_matter(draft, "弃婴救助", parties=[{"name": "区民政局", "case": "某案"}, "区民政局"])
    add_matter(draft, "校车安全", parties=["公安交警\n部门"])
    return BoundaryMatter.objects.all()


def codes(matters, **query):
    return [matter.code for matter in BoundaryMatterFilterSet(query, matters).entries()]


def test_by_party_as_printed(matters):
    assert codes(matters, party=["区民政局"]) == ["B-0001", "B-0002"]
    assert codes(matters, party=["区卫生局", "公安交警\n部门"]) == ["B-0001", "B-0003"]
    assert codes(matters, party=["民政局"]) == []


def test_by_basis_and_case(matters):
    assert codes(matters, basis=["yes"]) == ["B-0001"]
    assert codes(matters, basis=["no"]) == ["B-0002", "B-0003"]
    assert codes(matters, case=["yes"]) == ["B-0002"]
    assert codes(matters, basis=["yes"], case=["yes"]) == []


@pytest.mark.parametrize("text", ["养老", "卫生局", "牵头", "意见"])
def test_by_text_in_any_cell(matters, text):
    assert codes(matters, q=text) == ["B-0001"]


def test_counts_a_matter_once_for_each_party(matters):
    filterset = BoundaryMatterFilterSet({"party": ["区卫生局"]}, matters)
    counted = filterset.filters["party"].counts(filterset.without("party"))
    assert counted[0] == ("区民政局", "区民政局", 2)
    assert sorted(counted[1:]) == [
        ("公安交警\n部门", "公安交警\n部门", 1),
        ("区卫生局", "区卫生局", 1),
    ]


def test_a_party_that_no_database_can_hold_is_an_error(matters):
    filterset = BoundaryMatterFilterSet({"party": ["\x00"]}, matters)
    assert filterset.error_sentences()
    assert not filterset.entries().exists()
