"""Bodies and subjects from files; matters that may be one subject."""

import pytest
from django.core.management import CommandError, call_command

from boundaries.models import Body, BodyName, Side, Subject
from tests.boundaries.factories import make_body, make_subject
from tests.factories import make_department, make_edition

pytestmark = pytest.mark.django_db

BODIES = """body,name,kind,printed,note
minzheng,民政局,department,区民政局、民政局,
gongan,市公安局蒸湘分局,vertical,区公安局、公安蒸湘分局,说明
"""
SUBJECTS = """subject,title,summary,keyword,department,code,state
yanglao,养老服务,说明,养老,minzheng,B-0001,confirmed
yanglao,,,,weisheng,B-0001,refused
"""


@pytest.fixture
def load(tmp_path, capsys):
    make_edition()
    make_edition(make_department("weisheng", "卫生局"))

    def run(command, text, **options):
        path = tmp_path / "table.csv"
        path.write_text(text, "utf-8")
        call_command(command, str(path), district="430408", **options)
        return capsys.readouterr().out

    return run


def test_bodies_are_loaded_with_their_names(load):
    assert "新增 2 条" in load("load_bodies", BODIES)
    civil = Body.objects.get(slug="minzheng")
    assert civil.department.slug == "minzheng"
    names = BodyName.objects.order_by("name").values_list("name", "body__slug")
    assert dict(names) == {
        **dict.fromkeys(["区民政局", "民政局"], "minzheng"),
        **dict.fromkeys(["区公安局", "公安蒸湘分局"], "gongan"),
    }


def test_subjects_are_loaded_with_their_sides(load):
    assert "新增 2 条" in load("load_subjects", SUBJECTS)
    subject = Subject.objects.get()
    assert (subject.title, subject.summary, subject.keyword) == ("养老服务", "说明", "养老")
    assert {str(side): side.state for side in subject.sides.all()} == {
        "民政局 B-0001": "confirmed",
        "卫生局 B-0001": "refused",
    }


@pytest.mark.parametrize(
    ("command", "text"), [("load_bodies", BODIES), ("load_subjects", SUBJECTS)]
)
def test_what_is_there_stays_as_it_is(load, command, text):
    load(command, text)
    Body.objects.update(note="改过")
    Subject.objects.update(title="改过")
    Side.objects.update(state="refused")
    assert "不变 2 条" in load(command, text)
    assert set(Body.objects.values_list("note", flat=True)) <= {"改过"}
    assert set(Subject.objects.values_list("title", flat=True)) <= {"改过"}
    assert set(Side.objects.values_list("state", flat=True)) <= {"refused"}


@pytest.mark.parametrize(
    ("command", "text"), [("load_bodies", BODIES), ("load_subjects", SUBJECTS)]
)
def test_once_means_never_after_the_first_time(load, command, text):
    make_body("jiaojing", "交警")
    make_subject(slug="other")
    assert load(command, text, once=True) == ""
    assert Body.objects.count() == Subject.objects.count() == 1


@pytest.mark.parametrize(
    ("command", "row"),
    [
        ("load_bodies", "nobody,无,department,无,"),
        ("load_bodies", "a b,无,vertical,无,"),
        ("load_bodies", "wu,无,planet,无,"),
        ("load_bodies", "wu,无,vertical,区民政局,"),
        ("load_subjects", "yanglao,,,,nobody,B-0001,confirmed"),
        ("load_subjects", "yanglao,,,,minzheng,B-0009,confirmed"),
        ("load_subjects", "yanglao,,,,minzheng,D-0001,confirmed"),
        ("load_subjects", "other,另一件,,,minzheng,B-0001,confirmed"),
        ("load_subjects", "yanglao,,,,weisheng,B-0002,maybe"),
    ],
)
def test_one_bad_row_and_nothing_is_written(load, command, row):
    text = (BODIES if command == "load_bodies" else SUBJECTS) + row + "\n"
    with pytest.raises(CommandError, match="1 行不能录入"):
        load(command, text)
    assert not Body.objects.exists()
    assert not Subject.objects.exists()


def test_an_unknown_district_is_named(load, tmp_path):
    with pytest.raises(CommandError, match="没有代码为“999999”的区县"):
        call_command("load_bodies", str(tmp_path / "x.csv"), district="999999")
    with pytest.raises(CommandError, match="没有代码为“999999”的区县"):
        call_command("propose_subjects", district="999999")
    with pytest.raises(CommandError, match="没有代码为“”的区县"):
        call_command("load_bodies", str(tmp_path / "x.csv"), district="")


def test_matters_that_are_alike_are_proposed(load, capsys):
    call_command("propose_subjects", district="430408")
    assert "衡阳市蒸湘区：2 个条目待确认" in capsys.readouterr().out
    assert set(Side.objects.values_list("state", flat=True)) == {"candidate"}
