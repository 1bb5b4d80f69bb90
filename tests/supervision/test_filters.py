import pytest

from supervision.filters import RegimeFilterSet
from supervision.models import Regime
from tests.factories import add_regime, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def regimes():
    draft = make_draft()
    add_regime(draft, "社会团体", parts=["一、监督检查对象", "二、监督检查内容和指标"])
    add_regime(
        draft,
        "案件查处",
        preamble="为规范案件查处",
        parts=[{"heading": "3．查处流程", "body": "先立案"}],
    )
    return Regime.objects.all()


def codes(regimes, **query):
    return [regime.code for regime in RegimeFilterSet(query, regimes).entries()]


def test_by_kind_of_part_whatever_its_printed_number(regimes):
    assert codes(regimes, part=["object"]) == ["S-0001"]
    assert codes(regimes, part=["indicator"]) == ["S-0001"]
    assert codes(regimes, part=["process"]) == ["S-0002"]
    assert codes(regimes, part=["object", "process"]) == ["S-0001", "S-0002"]


@pytest.mark.parametrize("text", ["查处", "为规范", "流程", "立案"])
def test_by_text_in_title_preamble_and_parts(regimes, text):
    assert codes(regimes, q=text) == ["S-0002"]


def test_counts_only_kinds_that_occur(regimes):
    counted = RegimeFilterSet({}, regimes).filters["part"].counts(regimes)
    assert counted == [
        ("object", "对象", 1),
        ("content", "内容", 1),
        ("indicator", "指标", 1),
        ("process", "流程", 1),
    ]
