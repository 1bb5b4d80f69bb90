"""Printed cells taken apart, and names with and without their district."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries.directory.names import abbreviates, local_names, split

NAMES = st.text(alphabet="民政卫生财公安工商局办委部", min_size=2, max_size=8)
BLANKS = st.text(alphabet=" \t\u3000", max_size=3)
REMARKS = st.sampled_from(
    ["", "（协办）", "（就业局）：", "(主办)", "：", "（社保局、医保中心）", "（一（二））"]
)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("区民政局", ["区民政局"]),
        ("区公安  分局", ["区公安分局"]),
        ("区工商\n分局", ["区工商分局"]),
        ("公安交警\n部门", ["公安交警部门"]),
        ("区卫生局\n区计生局", ["区卫生局", "区计生局"]),
        ("区财政局、区国税分局、区地税分局", ["区财政局", "区国税分局", "区地税分局"]),
        ("区统计局（主办）：", ["区统计局"]),
        ("区人社局（社保局、医保中心）", ["区人社局"]),
        ("运管部门（铁路部门、民航部门）", ["运管部门"]),
        ("（只有备注）", []),
        ("", []),
        (" \n\t", []),
    ],
)
def test_split(printed, names):
    assert split(printed) == names


@given(st.text())
def test_a_name_has_no_blanks_and_is_never_empty(printed):
    for name in split(printed):
        assert name
        assert "".join(name.split()) == name


@given(st.text())
def test_what_was_taken_apart_stays_so(printed):
    for name in split(printed):
        assert split(name) in ([name], [])


@given(st.lists(st.tuples(NAMES, BLANKS, REMARKS), min_size=1, max_size=4))
def test_names_are_found_whatever_stands_around_them(pieces):
    printed = "、".join(f"{blanks}{blanks.join(name)}{remark}" for name, blanks, remark in pieces)
    assert split(printed) == [name for name, _, _ in pieces]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("衡阳市蒸湘区民政局", ["衡阳市蒸湘区民政局", "民政局"]),
        ("蒸湘区农业局", ["蒸湘区农业局", "农业局"]),
        (
            "衡阳市蒸湘区人民政府法制办公室",
            ["衡阳市蒸湘区人民政府法制办公室", "人民政府法制办公室", "法制办公室"],
        ),
        ("人防办", ["人防办"]),
    ],
)
def test_local_names(printed, names):
    assert list(local_names(printed, "衡阳市蒸湘区")) == names


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("人社局", "人力资源和社会保障局"),
        ("城管执法局", "城市管理行政执法局"),
        ("农办", "农村工作办公室"),
        ("民政局", "民政局"),
    ],
)
def test_a_name_may_be_short_for_another(short, name):
    assert abbreviates(short, name)


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("计生局", "人口和计划生育局"),
        ("公安局", "安全生产监督管理局"),
        ("民政办", "民政局"),
        ("局", "民政局"),
        ("", "民政局"),
        ("民政民局", "民政局"),
    ],
)
def test_others_are_not_short_for_it(short, name):
    assert not abbreviates(short, name)
