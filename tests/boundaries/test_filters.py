import pytest

from boundaries.filters import BoundaryMatterFilterSet
from boundaries.models import BoundaryMatter
from tests.boundaries.factories import make_body
from tests.factories import add_matter, make_department, make_district, make_draft

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


@pytest.fixture
def bodies(matters):
    make_department("weisheng", "卫生局")
    make_body("jiaojing", "蒸湘交警大队", names=["公安交警部门"])


def test_by_body_whatever_name_is_printed(matters, bodies):
    assert codes(matters, body=["minzheng"]) == ["B-0001", "B-0002"]
    assert codes(matters, body=["jiaojing"]) == ["B-0003"]
    assert codes(matters, body=["weisheng", "jiaojing"]) == ["B-0001", "B-0003"]
    assert codes(matters, body=["weisheng"], party=["区民政局"]) == ["B-0001"]
    assert codes(matters, body=["nobody"]) == []


def test_a_name_means_a_body_in_its_own_district_only(matters, bodies):
    other = make_district("430407", "衡阳市石鼓区")
    add_matter(make_draft(make_department("shigu", "民政局", district=other)), parties=["区民政局"])
    assert codes(matters, body=["shigu"]) == ["B-0001"]
    assert codes(matters, body=["minzheng"]) == ["B-0001", "B-0002"]


def test_counts_a_matter_once_for_each_body(matters, bodies):
    filterset = BoundaryMatterFilterSet({"body": ["weisheng"]}, matters)
    assert list(filterset.filters["body"].counts(filterset.without("body"))) == [
        ("minzheng", "民政局", 2),
        ("weisheng", "卫生局", 1),
        ("jiaojing", "蒸湘交警大队", 1),
    ]


def test_bodies_are_offered_and_printed_names_are_not(matters):
    assert "body" in BoundaryMatterFilterSet({}, matters).facet_filters()
    assert "party" not in BoundaryMatterFilterSet({}, matters).facet_filters()


@pytest.mark.parametrize("size", [1, 5])
def test_the_queries_of_the_facet_do_not_grow(size, django_assert_num_queries):
    draft = make_draft()
    for place in range(size):
        make_department(f"d{place}", f"{place}局")
        add_matter(draft, parties=[f"区{place}局", "区民政局"])
    filterset = BoundaryMatterFilterSet({"body": ["d0"]}, BoundaryMatter.objects.all())
    assert filterset.is_valid()
    with django_assert_num_queries(7):
        assert filterset.filters["body"].counts(filterset.without("body"))
        assert len(filterset.entries()) == 1


@pytest.mark.parametrize("name", ["party", "body"])
def test_a_text_that_no_database_can_hold_is_an_error(matters, name):
    filterset = BoundaryMatterFilterSet({name: ["\x00"]}, matters)
    assert filterset.error_sentences()
    assert not filterset.entries().exists()
