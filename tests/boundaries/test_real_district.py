"""The bodies and subjects shipped for the real document."""

import pytest

from boundaries.directory.bodies import Directory
from boundaries.directory.names import split
from boundaries.map.matrix import read_matrix
from boundaries.models import BodyName, Party, Side, Subject
from boundaries.subjects.candidates import alike, profiles, propose
from boundaries.subjects.readings import read_subjects
from departments.models import District

pytestmark = pytest.mark.django_db

#: What some of the printed names mean, by the body's address name.
MEANT = {
    "gongan": ["区公安  分局", "区公安局", "公安蒸湘分局", "蒸湘公安分局", "公安局蒸湘分局"],
    "gongshang": ["区工商\n分局", "区工商局", "工商蒸湘分局", "区工商分局"],
    "guotu": ["区国土分局", "区国土发局", "区国土资源局", "国土蒸湘分局", "区国土局"],
    "fazhangaigehekexuejishu": ["发改局", "区发改委", "区发改局", "区交通局", "区交通运输局"],
    "jiaoyuwenhuatiyu": ["区教育局", "区教文体局", "区文体广电新闻出版局"],
    "nongcungongzuoban-shuilinongji": ["水利局", "区水利局", "区水利农机局"],
    "nongcungongzuoban-nongye": ["区农办", "区林业局", "区农业委员会", "区扶贫办"],
    "renliziyuanheshehuibaozhang": [
        "区人社局（社保局、医保中心）",
        "区人社局（就业局）",
        "区人社局",
    ],
    "tongji": ["区统计局（主办）：", "区统计局"],
    "jiaojing": ["公安交警\n部门", "蒸湘交警大队"],
    "yunguan": ["运管部门（铁路部门、民航部门）", "运管部门"],
    "hangyeguanlibumen": ["行业管理部门"],
}
SEVERAL = {
    "区卫生局\n区计生局": ["weisheng", "renkouhejihuashengyu"],
    "区财政局、区国税分局、区地税分局": ["caizheng", "guoshui", "dishui"],
    "区公安局、区司法局": ["gongan", "sifa"],
    "城区公路局、蒸湘运管所": ["chengqugonglu", "yunguan"],
}


@pytest.fixture
def directory(shipped_in_module):
    return Directory.for_district(District.objects.get())


def test_every_printed_name_is_explained(directory):
    printed = set(Party.objects.values_list("name", flat=True))
    assert len(printed) == 108
    assert [cell for cell in printed if directory.unresolved(cell)] == []
    assert [cell for cell in printed if not directory.resolve(cell)] == [""]
    expected = SEVERAL | {cell: [slug] for slug, cells in MEANT.items() for cell in cells}
    assert {cell: [b.slug for b in directory.resolve(cell)] for cell in expected} == expected
    assert set(expected) <= printed


def test_without_kept_names_departments_are_found_and_none_wrongly(directory):
    printed = set(Party.objects.values_list("name", flat=True))
    right = {cell: {body.slug for body in directory.resolve(cell)} for cell in printed}
    BodyName.objects.all().delete()
    plain = Directory.for_district(District.objects.get())
    found = {cell: {body.slug for body in plain.resolve(cell)} for cell in printed}
    assert all(found[cell] <= right[cell] for cell in printed)
    assert sum(map(bool, found.values())) == 39


def test_no_name_is_kept_in_vain(directory):
    printed = {
        name for cell in Party.objects.values_list("name", flat=True) for name in split(cell)
    }
    assert set(BodyName.objects.values_list("name", flat=True)) == printed


def test_subjects_bring_together_what_several_lists_say(directory):
    readings = {one.subject.slug: one for one in read_subjects(Subject.objects.shown())}
    assert {slug for slug, one in readings.items() if len(one.sides) > 1} == {
        *("shehuiyanglaofuwu", "chushengrenkouxingbiebi", "weixianhuaxuepin"),
        *("zhiyebingfangzhi", "jigoubianzhishimingzhi"),
    }
    assert not any(one.gone for one in readings.values())
    elderly = readings["shehuiyanglaofuwu"]
    agreement = {row.name: row.agreement for row in elderly.rows}
    assert agreement["发展改革和科学技术局"] == "same"
    assert agreement["民政局"] == "different"
    assert "财政局" in {str(one.body) for one in elderly.missing}
    # Of one side only, and telling: whoever is named there has nothing in its own list.
    assert all(one.missing for one in readings.values() if len(one.sides) == 1)


def test_what_the_candidates_propose_was_decided_but_for_one_pair(directory):
    district = District.objects.get()
    best = alike(profiles(district))[:3]
    decided = set(Side.objects.filter(state="confirmed").values_list("department", "code"))
    assert all({pair.one.key, pair.other.key} <= decided for pair in best)
    assert propose(district) == 2
    assert {side.code for side in Side.objects.filter(state="candidate")} == {"B-0005", "B-0008"}


def test_every_cell_of_the_map_leads_to_as_many_matters(directory, client):
    crossings = [one for row in read_matrix().rows for one in row.crossings]
    assert len(crossings) == 130
    for one in crossings[::10]:
        page = client.get(one.address).context["page"]
        assert page.paginator.count == one.count, one.address
