import pytest

from departments.pages.filters import filterset_of
from duties.models import Duty
from tests.factories import add_duty, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def duties():
    draft = make_draft()
    add_duty(draft, "低保", items=["受理申请", {"text": "发放", "note": "与街道共同承担"}])
    add_duty(draft, "婚姻登记", items=["登记结婚"])
    add_duty(draft, "交办事项", items=[])
    return Duty.objects.all()


def codes(duties, **query):
    return [duty.code for duty in filterset_of(Duty)(query, duties).entries()]


def test_by_note(duties):
    assert codes(duties, note=["yes"]) == ["D-0001"]
    assert codes(duties, note=["no"]) == ["D-0002", "D-0003"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("婚姻", ["D-0002"]),
        ("受理", ["D-0001"]),
        ("街道", ["D-0001"]),
        ("低保 街道 申请", ["D-0001"]),
        ("低保 结婚", []),
        ("d-0003", ["D-0003"]),
        ("", ["D-0001", "D-0002", "D-0003"]),
    ],
)
def test_by_text_in_the_duty_and_its_work_items(duties, text, found):
    assert codes(duties, q=text) == found


def test_counts_notes(duties):
    filterset = filterset_of(Duty)({"note": ["yes"]}, duties)
    counted = filterset.filters["note"].counts(filterset.without("note"))
    assert counted == [("yes", "有备注", 1), ("no", "无备注", 2)]


def test_an_unknown_choice_is_an_error(duties):
    filterset = filterset_of(Duty)({"note": ["maybe"]}, duties)
    assert not filterset.entries().exists()
    assert [sentence[:3] for sentence in filterset.error_sentences()] == ["备注："]
