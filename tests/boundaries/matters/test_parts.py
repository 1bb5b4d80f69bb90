"""The rows of a matter as they are understood."""

import pytest

from boundaries.directory.bodies import Directory
from boundaries.matters.parts import FIRST, lead_first, parts_of
from boundaries.matters.roles import ASSISTING, LEAD
from tests.factories import add_matter, make_district, make_draft

pytestmark = pytest.mark.django_db


def read(*rows):
    matter = add_matter(make_draft(), parties=list(rows))
    return parts_of(matter, Directory.for_district(make_district()))


def test_a_row_names_its_bodies_and_may_name_nobody_known():
    parts = read("区民政局", "市气象局", "")
    assert [[body.slug for body in part.bodies] for part in parts] == [["minzheng"], [], []]


def test_who_stands_first_is_said_to_only_where_nobody_leads():
    assert [part.role for part in read("甲", "乙")] == [FIRST, ""]


def test_who_leads_comes_first_and_who_assists_last():
    parts = read(
        {"name": "甲", "responsibility": "配合"},
        {"name": "乙", "responsibility": "负责"},
        {"name": "丙", "responsibility": "牵头"},
    )
    assert [part.role for part in parts] == [ASSISTING, "", LEAD]
    assert [part.party.name for part in lead_first(parts)] == ["丙", "乙", "甲"]


def test_a_merged_responsibility_holds_for_the_rows_below():
    parts = read(
        "甲",
        {"name": "乙", "responsibility": "办理登记"},
        "丙",
        {"name": "丁", "responsibility": "查处"},
    )
    assert [(part.responsibility, part.shared) for part in parts] == [
        ("", False),
        ("办理登记", False),
        ("办理登记", True),
        ("查处", False),
    ]


def test_a_matter_without_rows_has_no_parts():
    assert read() == []
