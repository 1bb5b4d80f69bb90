"""Names for the districts and departments that a document brings."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.exchange.naming import department_slug, district_name, local_name, short_name
from tests.factories import make_department, make_district

ZHENGXIANG = "衡阳市蒸湘区"


@pytest.mark.parametrize(
    ("names", "district"),
    [
        (["衡阳市蒸湘区民政局", "衡阳市蒸湘区人民政府法制办公室"], "衡阳市蒸湘区"),
        (["衡阳市蒸湘区民政局", "衡阳市蒸湘区民族宗教事务局"], "衡阳市蒸湘区"),
        (["桃江县民政局", "桃江县司法局"], "桃江县"),
        (["耒阳市民政局", "耒阳市司法局"], "耒阳市"),
        (["郑州市金水区民政局", "郑州市金水区司法局"], "郑州市金水区"),
        (
            ["湘西土家族苗族自治州吉首市民政局", "湘西土家族苗族自治州吉首市司法局"],
            "湘西土家族苗族自治州吉首市",
        ),
        (["广西壮族自治区南宁市青秀区民政局"], "广西壮族自治区南宁市青秀区"),
        (["赤峰市阿鲁科尔沁旗民政局"], "赤峰市阿鲁科尔沁旗"),
        (["晋城市城区民政局", "晋城市城区司法局"], "晋城市城区"),
        (["蒸湘区民政局"], "蒸湘区"),
        (["衡阳市蒸湘区城市管理行政执法局"], "衡阳市蒸湘区"),
        (["衡阳市蒸湘区市场监督管理局"], "衡阳市蒸湘区"),
        (["衡阳市蒸湘区市场监督管理局", "衡阳市蒸湘区市政局"], "衡阳市蒸湘区"),
        (["衡阳市蒸湘区民政局", "衡阳市雁峰区民政局"], "衡阳市"),
        (["民政局", "司法局"], ""),
        (["民政局"], ""),
        ([], ""),
    ],
)
def test_a_district_is_named_by_what_its_bodies_share(names, district):
    assert district_name(names) == district


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("衡阳市蒸湘区民政局", "民政局"),
        ("衡阳市蒸湘区人民政府法制办公室", "法制办公室"),
        ("民政局", "民政局"),
        ("衡阳市蒸湘区", "衡阳市蒸湘区"),
        ("衡阳市蒸湘区人民政府", "衡阳市蒸湘区人民政府"),
    ],
)
def test_a_local_name_is_without_the_district(name, local):
    assert local_name(name, ZHENGXIANG) == local


def test_a_short_name_is_the_local_name(db):
    assert short_name("衡阳市蒸湘区民政局", [], make_district()) == "民政局"


def test_bodies_with_several_lists_are_told_apart_by_their_signboards(db):
    boards = ["蒸湘区农业局", "衡阳市蒸湘区林业局", "畜牧水产局"]
    name = short_name("衡阳市蒸湘区农村工作办公室", boards, make_district())
    assert name == "农村工作办公室（农业局、林业局、畜牧水产局）"


def test_a_short_name_taken_in_the_district_gets_a_number(db):
    taken = make_department(short_name="民政局")
    assert short_name("衡阳市蒸湘区民政局", [], taken.district) == "民政局（2）"
    other = make_district("430406", "衡阳市雁峰区")
    assert short_name("衡阳市雁峰区民政局", [], other) == "民政局"


@pytest.mark.parametrize(
    ("name", "boards", "slug"),
    [
        ("衡阳市蒸湘区民政局", [], "minzheng"),
        ("衡阳市蒸湘区人民政府法制办公室", [], "fazhiban"),
        ("衡阳市蒸湘区残疾人工作委员会", [], "canjirengongzuowei"),
        ("衡阳市蒸湘区农村工作办公室", ["蒸湘区水利农机局"], "nongcungongzuoban-shuilinongji"),
        ("衡阳市蒸湘区绿化委员会", [], "lvhuawei"),
        ("ABC局", [], "abc"),
        ("办公室", [], "bangongshi"),
        ("★", [], "bumen"),
    ],
)
def test_a_slug_is_the_local_name_in_plain_letters(db, name, boards, slug):
    assert department_slug(name, boards, ZHENGXIANG) == slug


def test_a_slug_taken_anywhere_gets_a_number(db):
    make_department("minzheng", district=make_district("430406", "衡阳市雁峰区"))
    assert department_slug("衡阳市蒸湘区民政局", [], ZHENGXIANG) == "minzheng-2"
    make_department("minzheng-2", "别的局")
    assert department_slug("衡阳市蒸湘区民政局", [], ZHENGXIANG) == "minzheng-3"


def test_names_of_any_length_fit_where_they_are_kept(db):
    district = make_district()
    body, boards = f"{ZHENGXIANG}{'壮' * 48}办公室", ["创新创业创意广场管理局"] * 9
    for _ in range(3):
        slug = department_slug(body, boards, district.name)
        name = short_name(body, boards, district)
        assert len(slug) <= 80
        assert len(name) <= 80
        make_department(slug, name, district=district)


class AnyNames(TestCase):
    @given(st.text(), st.lists(st.text(), max_size=2))
    def test_any_name_makes_an_address(self, name, boards):
        slug = department_slug(name, boards, ZHENGXIANG)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
