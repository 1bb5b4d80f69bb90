"""From the database to what an index is made of."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from boundaries.matters.roles import ASSISTING, LEAD
from departments.models import DepartmentName, District, section_models
from portal.search.indexing.lexicon import read_lexicon
from portal.search.indexing.sources import read_source
from tests.boundaries.factories import make_body
from tests.factories import (
    FAR_FUTURE,
    SECOND_DAY,
    add_duty,
    add_matter,
    add_regime,
    fill,
    make_department,
    make_draft,
    make_edition,
    make_source,
    publish,
)
from tests.searching import make_lists, make_phrase, make_word

pytestmark = pytest.mark.django_db


def read(district=None, on=None):
    return read_source(district or District.objects.get(), read_lexicon().naming_words, on)


def test_an_entry_has_all_its_texts_and_its_phrases():
    civil, _ = make_lists()
    make_phrase(civil, "家里揭不开锅找谁")
    make_phrase(civil, "别的条目", code="P-0001")
    (entry,) = [one for one in read().entries if one.key == ("minzheng", "D-0001")]
    assert entry.section == "duties"
    assert entry.title == "负责城乡居民最低生活保障工作"
    assert entry.text == "受理低保申请\n审批低保待遇"
    assert entry.phrases == ("家里揭不开锅找谁",)


def test_a_regime_has_its_preamble_and_no_printed_numbers():
    draft = make_draft()
    add_regime(draft, preamble="为加强监管", parts=[{"heading": "一、对象", "body": "社会团体"}])
    publish(draft)
    (entry,) = read().entries
    assert (entry.title, entry.text) == ("对社会团体的监管", "为加强监管\n一、对象\n社会团体")


def test_a_department_without_a_list_in_force_is_unknown():
    civil = make_department("a", "甲局")
    make_edition(civil)
    fill(make_draft(make_department("b", "乙局")))
    make_edition(make_department("c", "丙局"), effective_from=FAR_FUTURE)
    assert [body.slug for body in read().bodies] == ["a"]
    assert [body.slug for body in read(on=FAR_FUTURE).bodies] == ["a", "c"]


def test_all_sections_are_read_in_the_order_of_the_lists():
    make_edition(make_department("b", "乙局", order=2))
    make_edition(make_department("a", "甲局", order=1))
    sections = [model.section_key for model in section_models() if model.objects.exists()]
    assert len(sections) >= 4
    assert [(one.section, one.department) for one in read().entries] == [
        (section, slug) for section in sections for slug in "ab"
    ]


def test_only_what_is_in_force_on_the_day():
    civil = make_department()
    for text, day in (("旧", None), ("新", SECOND_DAY), ("将来", FAR_FUTURE)):
        draft = make_draft(civil)
        add_duty(draft, text, code="D-0001")
        publish(draft, *([day] if day else []))
    add_duty(make_draft(civil), "草稿")
    assert [entry.title for entry in read().entries] == ["新"]
    assert [entry.title for entry in read(on=FAR_FUTURE).entries] == ["将来"]


def test_another_district_stays_out():
    make_lists()
    other = District.objects.create(code="430407", name="衡阳市石鼓区")
    make_edition(make_department("shigu", "民政局", district=other))
    assert {entry.department for entry in read(other).entries} == {"shigu"}
    assert [body.slug for body in read(other).bodies] == ["shigu"]


def test_parties_are_resolved_with_their_roles():
    make_lists()
    (matter,) = [one for one in read().entries if one.section == "boundaries"]
    assert [(party.departments, party.role) for party in matter.parties] == [
        (("minzheng",), LEAD),
        (("weisheng",), ASSISTING),
    ]
    assert matter.parties[0].text == "社会养老服务体系建设\n牵头做好养老机构管理"


def test_where_nothing_says_who_leads_the_first_one_does_and_outside_bodies_stay_outside():
    draft = make_draft()
    add_matter(draft, parties=["公安蒸湘分局", "区 民 政\n局"])
    publish(draft)
    (matter,) = read().entries
    assert [(party.departments, party.role) for party in matter.parties] == [
        ((None,), LEAD),
        (("minzheng",), ASSISTING),
    ]


def test_a_body_is_named_by_signboards_short_and_former_names_and_the_vocabulary():
    civil = make_department(signboards=["蒸湘区老龄工作委员会办公室"])
    make_edition(civil)
    DepartmentName.objects.create(
        department=civil, kind=DepartmentName.Kind.FORMER, name="民政科", position=1
    )
    make_word("民政部门", "民政局", kind="body")
    make_word("双拥办", "民政局", kind="everyday")
    (body,) = read().bodies
    assert body.name == "衡阳市蒸湘区民政局"
    assert body.short_name == "民政局"
    assert set(body.names) == {
        *("衡阳市蒸湘区民政局", "民政局", "民政科", "民政部门"),
        *("蒸湘区老龄工作委员会办公室", "老龄工作委员会办公室"),
    }


def test_a_cell_that_names_several_counts_for_each_of_them():
    make_lists()
    draft = make_draft(make_department("caizheng", "财政局"))
    add_matter(draft, "养老机构补贴", parties=["区民政局、区消防大队、区卫生局"])
    publish(draft)
    (matter,) = [one for one in read().entries if one.title == "养老机构补贴"]
    (party,) = matter.parties
    assert party.departments == ("minzheng", None, "weisheng")
    assert party.only_department is None


def test_whom_the_list_names_is_not_where_the_vocabulary_leads():
    """市民政局 is not the district's; 老龄办 is no department, though one goes to 民政局 with it."""
    make_lists()
    make_word("老龄办", "民政局", kind="former")
    draft = make_draft(make_department("caizheng", "财政局"))
    add_matter(draft, "优抚", parties=["市民政局", "区老龄办"])
    publish(draft)
    (matter,) = [one for one in read().entries if one.title == "优抚"]
    assert [party.departments for party in matter.parties] == [(None,), (None,)]
    assert [party.stand_ins for party in matter.parties] == [(), ("minzheng",)]
    make_body("laoling", "区老龄办", kind="city", names=["区老龄办"])
    (matter,) = [one for one in read().entries if one.title == "优抚"]
    assert [party.stand_ins for party in matter.parties] == [(), ()]


def test_a_body_with_two_lists_means_the_one_with_most_signboards():
    for slug, boards in (("shuili", ["水利局"]), ("nongye", ["农业局", "林业局"])):
        department = make_department(slug, f"农办（{slug}）", signboards=boards)
        department.name = "衡阳市蒸湘区农村工作办公室"
        department.save()
        make_edition(department)
    names = {body.slug: body.names for body in read().bodies}
    assert names == {
        "shuili": ("水利局",),
        "nongye": ("衡阳市蒸湘区农村工作办公室", "农村工作办公室", "农业局", "林业局"),
    }


def test_an_entry_typed_in_has_no_lines():
    make_lists()
    assert {entry.source_lines for entry in read().entries} == {(0, 0)}


def test_a_record_ends_before_the_next_one_or_at_the_end_of_the_document():
    source = make_source()
    draft = make_draft(source=source)
    add_duty(draft, "甲", source_line=10)
    add_duty(draft, "乙", source_line=20)
    publish(draft)
    assert [entry.source_lines for entry in read().entries] == [(10, 19), (20, 1000)]


def test_another_list_of_the_document_ends_the_last_record_though_it_is_superseded():
    source = make_source()
    first = make_draft(make_department("a", "甲局"), source=source)
    add_duty(first, source_line=10)
    publish(first)
    old = make_draft(make_department("b", "乙局"), source=source)
    add_duty(old, source_line=50)
    publish(old)
    publish(make_draft(old.department), SECOND_DAY)
    assert [entry.source_lines for entry in read().entries] == [(10, 49)]


class TestTheDistrict:
    """The district's whole document."""

    @pytest.fixture
    def source(self, shipped):
        call_command(
            "load_vocabulary",
            str(settings.BASE_DIR / "fixtures/vocabulary.csv"),
            stdout=StringIO(),
        )
        bodies = settings.BASE_DIR / "fixtures/430408/bodies.csv"
        call_command("load_bodies", str(bodies), district="430408", stdout=StringIO())
        return read()

    def test_lines(self, source):
        spans = sorted(entry.source_lines for entry in source.entries)
        assert all(one[1] < other[0] for one, other in zip(spans, spans[1:], strict=False))
        by_key = {entry.key: entry for entry in source.entries}
        for model in section_models():
            for entry in model.objects.with_rows():
                first, last = by_key[entry.edition.department.slug, entry.code].source_lines
                assert entry.source_line == first
                assert all(first <= row.source_line <= last for row in entry.rows)

    def test_parties_of_the_district_are_resolved(self, source):
        named = {
            party.name: party.departments for entry in source.entries for party in entry.parties
        }
        expected = {
            "区发改局": ("fazhangaigehekexuejishu",),
            "区农办": ("nongcungongzuoban-nongye",),
            "区人社局": ("renliziyuanheshehuibaozhang",),
            "公安蒸湘分局": (None,),
            # Of the city, or of offices that publish no list here.
            "市发改委": (None,),
            "市金融办": (None,),
            "区物价局": (None,),
            "区金融办": (None,),
            "区信息办": (None,),
            "区商务和粮食局": (None,),
            "区旅游民宗局": (None,),
            "区旅游外侨民宗局": (None,),
            # Several in one cell.
            "城区公路局、蒸湘运管所": (None, None),
            "区公安局、区司法局": (None, "sifa"),
            "区卫生局\n区计生局": ("weisheng", "renkouhejihuashengyu"),
        }
        assert {name: named[name] for name in expected} == expected
        found = [slugs for slugs in named.values() if any(slugs)]
        assert len(found) == 43


@pytest.mark.parametrize("size", [1, 4])
def test_the_number_of_queries_is_fixed(size, django_assert_num_queries):
    source = make_source()
    for slug in "abcd"[:size]:
        draft = make_draft(make_department(slug, f"{slug}局", signboards=["牌子"]), source=source)
        for line in range(1, size + 1):
            add_duty(draft, f"职责{line}", items=["一", "二"][:size], source_line=line)
            add_matter(draft, parties=["区a局"])
        publish(draft)
    district = District.objects.get()
    # No rows of regimes, services and powers; four for the directory of bodies.
    with django_assert_num_queries(16):
        read_source(district, ())
