"""With whom a department shares matters, and the picture of the whole."""

import pytest
from django.template import Context, Template

from boundaries.map.drawing import short_label
from boundaries.map.matrix import read_matrix
from boundaries.map.neighbours import neighbours
from tests.boundaries.factories import make_body
from tests.factories import (
    FAR_FUTURE,
    SECOND_DAY,
    add_matter,
    make_department,
    make_district,
    make_draft,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def departments():
    """民政局 names 卫生局 twice and 公安 once; 卫生局 names 民政局 and itself; 审计局 is only named."""
    make_body(names=["区公安局"])
    found = [
        make_department(slug, name)
        for slug, name in (("minzheng", "民政局"), ("weisheng", "卫生局"), ("shenji", "审计局"))
    ]
    ours, theirs, _ = map(make_draft, found)
    add_matter(ours, parties=["区民政局", "区卫生局", "区公安局"])
    add_matter(ours, parties=["区卫生局", "区卫生局", "区审计局"])
    add_matter(theirs, parties=["区卫生局", "区民政局"])
    publish(ours)
    publish(theirs)
    return found


def counted(department, on=None):
    return {one.body.slug: (one.ours, one.theirs) for one in neighbours(department, on)}


def test_matters_are_counted_from_both_lists(departments):
    civil, health, audit = departments
    assert counted(civil) == {"weisheng": (2, 1), "gongan": (1, 0), "shenji": (1, 0)}
    assert counted(health) == {"minzheng": (1, 2)}
    assert counted(audit) == {"minzheng": (0, 1)}


def test_those_with_most_come_first(departments):
    assert [one.body.slug for one in neighbours(departments[0])][0] == "weisheng"
    assert neighbours(departments[0])[0].count == 3


def test_a_list_that_is_not_yet_in_force_does_not_count(departments):
    draft = make_draft(departments[2])
    add_matter(draft, parties=["区公安局"])
    publish(draft, FAR_FUTURE)
    assert "gongan" not in counted(departments[2])
    assert "gongan" in counted(departments[2], FAR_FUTURE)


def test_each_count_leads_to_so_many_matters(departments, client):
    found = [one for department in departments for one in neighbours(department, SECOND_DAY)]
    addresses = [(one.ours, one.ours_address) for one in found if one.ours]
    addresses += [(one.theirs, one.theirs_address) for one in found if one.theirs]
    addresses += [(one.count, one.address) for row in read_matrix().rows for one in row.crossings]
    assert len(addresses) == 11
    for count, address in addresses:
        assert client.get(address).context["page"].paginator.count == count


def test_the_tag_shows_neighbours_and_says_when_there_are_none(departments):
    template = Template("{% load bodies %}{% neighbours department %}")
    shown = template.render(Context({"department": departments[0]}))
    assert "/boundaries/bodies/gongan/" in shown
    assert "department=minzheng&amp;body=weisheng" in shown
    lonely = make_department("dangan", "档案局")
    assert "没有写明" in template.render(Context({"department": lonely}))


def test_the_matrix_has_lists_as_columns_and_bodies_by_kind(departments):
    matrix = read_matrix()
    assert [(one.department.slug, one.total) for one in matrix.columns] == [
        ("minzheng", 4),
        ("weisheng", 1),
    ]
    assert [(group.kind, [row.body.slug for row in group.rows]) for group in matrix.groups] == [
        ("department", ["weisheng", "shenji", "minzheng"]),
        ("vertical", ["gongan"]),
    ]
    assert matrix.pairs == 4


def test_nothing_in_the_drawing_lies_outside_or_on_another(departments):
    matrix = read_matrix()
    cells = [(one.x, one.y) for row in matrix.rows for one in row.crossings]
    assert len(set(cells)) == len(cells)
    assert all(0 <= x < matrix.width and 0 < y < matrix.height for x, y in cells)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("民政局", "民政局"),
        ("农村工作办公室（水利农机局、畜牧水产局）", "水利农机局、畜牧水产局"),
        ("市公安局综合执法警察支队蒸湘大队", "市公安局综合执法警察支队蒸…"),
    ],
)
def test_a_long_name_is_shortened_beside_the_drawing(name, label):
    assert short_label(name) == label


@pytest.mark.parametrize("size", [2, 6])
def test_the_number_of_queries_is_fixed(size, django_assert_num_queries):
    for place in range(size):
        draft = make_draft(make_department(f"d{place}", f"{place}局"))
        add_matter(draft, parties=[f"区{other}局" for other in range(size)])
        publish(draft)
    department = make_district().departments.first()
    with django_assert_num_queries(6):
        assert len(neighbours(department)) == size - 1
    with django_assert_num_queries(6):
        assert read_matrix().pairs == size * (size - 1)
