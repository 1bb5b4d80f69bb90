"""Which bodies printed names mean."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from boundaries.directory.bodies import Directory, directories
from boundaries.models import Body, BodyName
from departments.models import DepartmentName
from tests.boundaries.factories import make_body
from tests.factories import make_department, make_district

pytestmark = pytest.mark.django_db


def resolve(printed, district=None):
    directory = Directory.for_district(district or make_district())
    return [body.slug for body in directory.resolve(printed)]


def test_names_that_are_kept_decide():
    make_department()
    make_body(names=["公安蒸湘分局", "区公安分局"])
    make_body("yizhan", "区救助站", names=["区民政局"], kind="unlisted")
    assert resolve("公安蒸湘分局") == ["gongan"]
    assert resolve("区公安  分局：") == ["gongan"]
    assert resolve("区民政局") == ["yizhan"]


def test_one_cell_may_name_several_bodies_and_one_body_twice():
    make_department()
    make_department("caizheng", "财政局")
    make_body(names=["区公安局", "公安蒸湘分局"])
    assert resolve("区财政局、区公安局") == ["caizheng", "gongan"]
    assert resolve("区民政局\n区财政局") == ["minzheng", "caizheng"]
    assert resolve("区公安局、公安蒸湘分局") == ["gongan"]


def test_a_kept_name_is_not_taken_apart():
    make_body("lianhe", "联席会议", names=["民政、财政联席会议"], kind="unlisted")
    assert resolve("民政、财政联席会议") == ["lianhe"]


@pytest.mark.parametrize(
    "printed",
    [
        "衡阳市蒸湘区民政局",
        "蒸湘区民政局",
        "区民政局",
        "民政局",
        "民政局（牵头）",
        "区老龄办",
        "区民政科",
    ],
)
def test_without_kept_names_those_of_departments_decide(printed):
    civil = make_department(signboards=["蒸湘区老龄办"])
    kind = DepartmentName.Kind.FORMER
    DepartmentName.objects.create(department=civil, kind=kind, name="民政科", position=1)
    assert resolve(printed) == ["minzheng"]


def test_a_shortened_name_means_a_department_if_only_one_fits():
    make_department("renshe", "人力资源和社会保障局")
    assert resolve("区人社局") == ["renshe"]
    make_department("renfang", "人民社区服务局")
    assert resolve("区人社局") == []


@pytest.mark.parametrize("printed", ["市公安局", "其他有关部门", "", "、"])
def test_unknown_names_mean_nobody(printed):
    make_department()
    assert resolve(printed) == []


def test_what_is_unresolved_is_said():
    make_department()
    directory = Directory.for_district(make_district())
    assert directory.unresolved("区民政局、市气象局") == ["市气象局"]
    assert directory.unresolved("") == []


def test_a_department_has_its_kept_body_or_one_made_of_it():
    civil, money = make_department(), make_department("caizheng", "财政局")
    make_body("minzheng", "民政局", department=civil)
    directory = Directory.for_district(make_district())
    assert directory.body_of(civil.pk).pk
    made = directory.body_of(money.pk)
    assert (made.pk, made.slug, str(made), made.kind) == (None, "caizheng", "财政局", "department")
    assert made.get_absolute_url() == "/boundaries/bodies/caizheng/"


def test_another_district_has_names_of_its_own():
    other = make_district("430407", "衡阳市石鼓区")
    make_department("shigu", "民政局", district=other)
    make_department()
    make_body(names=["区公安局"])
    assert resolve("区民政局", other) == ["shigu"]
    assert resolve("区公安局", other) == []
    assert set(directories()) == {other.pk, make_district().pk}


@pytest.mark.parametrize("size", [1, 4])
def test_the_number_of_queries_is_fixed(size, django_assert_num_queries):
    for place in range(size):
        department = make_department(f"d{place}", f"{place}局", signboards=["牌子"])
        make_body(f"d{place}", f"{place}局", department=department, names=[f"区{place}局"])
        make_body(f"w{place}", f"外{place}局", names=[f"外{place}局"])
    with django_assert_num_queries(4):
        directory = Directory.for_district(department.district)
        assert [str(body) for body in directory.resolve("区0局、外0局")] == ["0局", "外0局"]


@given(st.text())
def test_any_text_can_be_looked_up(text):
    directory = Directory("衡阳市蒸湘区", [], [], [])
    assert directory.resolve(text) == []
    assert all(directory.unresolved(text))


class TestWhatIsRefused:
    def refused(self, record, message):
        with pytest.raises(ValidationError, match=message):
            record.full_clean()

    def test_a_name_that_means_two_bodies(self):
        body = make_body(names=["区公安局"])
        other = make_body("jiaojing", "交警")
        name = BodyName(district=body.district, body=other, name="区公安局")
        self.refused(name, "本区县已规定了这个写法指哪个单位")
        with pytest.raises(IntegrityError), transaction.atomic():
            name.save()

    def test_a_department_of_another_kind_and_the_kind_without_a_department(self):
        civil = make_department()
        district = make_district()
        with_department = {"slug": "a", "name": "甲", "department": civil, "kind": "vertical"}
        self.refused(Body(district=district, **with_department), "类别为“部门”的须选定部门")
        without = {"slug": "b", "name": "乙", "kind": "department"}
        self.refused(Body(district=district, **without), "类别为“部门”的须选定部门")
        with pytest.raises(IntegrityError), transaction.atomic():
            Body.objects.create(district=district, **without)

    def test_the_address_name_of_a_department_for_another_body(self):
        civil, money = make_department(), make_department("caizheng", "财政局")
        fields = {"district": civil.district, "slug": "caizheng"}
        self.refused(Body(name="甲", kind="city", **fields), "另一个部门的地址名")
        own = {"name": "乙", "kind": "department"}
        self.refused(Body(department=civil, **own, **fields), "另一个部门的地址名")
        Body(department=money, **own, **fields).full_clean()

    def test_what_belongs_to_another_district(self):
        other = make_district("430407", "衡阳市石鼓区")
        civil = make_department()
        fields = {"slug": "a", "name": "甲", "kind": "department", "department": civil}
        self.refused(Body(district=other, **fields), "不属于所选的区县")
        self.refused(BodyName(district=other, body=make_body(), name="甲"), "不属于所选的区县")
