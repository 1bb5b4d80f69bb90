import pytest

from supervision.templatetags.regimes import LONG
from tests.factories import add_regime, make_draft, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    draft = make_draft()
    add_regime(draft, "短制度", parts=[{"heading": "一、对象", "body": "第一行\n第二行"}])
    add_regime(
        draft, "长制度", preamble="引言", parts=[{"heading": "一、程序", "body": "长" * LONG}]
    )
    add_regime(draft, "", number="（3）", parts=[])
    return publish(draft)


def test_long_regimes_are_folded_and_short_ones_open(client, edition):
    page = client.get("/departments/minzheng/").text
    assert page.count('<details class="regime" open>') == 2
    assert page.count('<details class="regime">') == 1


def test_all_regimes_can_be_unfolded(client, edition):
    page = client.get("/departments/minzheng/?unfold=1").text
    assert page.count('<details class="regime" open>') == 3


def test_parts_keep_their_headings_and_line_breaks(client, edition):
    page = client.get("/departments/minzheng/").text
    assert '<h4>一、对象</h4><p class="text">第一行\n第二行</p>' in page
    page = client.get("/departments/minzheng/supervision/S-0001/").text
    assert '<h2>一、对象</h2><p class="text">第一行\n第二行</p>' in page


def test_the_fold_says_how_long_the_regime_is(client, edition):
    page = client.get("/departments/minzheng/").text
    assert f"1 部分，{LONG + 6} 字" in page


def test_a_regime_without_a_title_says_so(client, edition):
    assert "（清单未载名称）" in client.get("/departments/minzheng/").text
    assert "（清单未载名称）" in client.get("/departments/minzheng/supervision/S-0003/").text
    assert "（清单未载名称）" in client.get("/supervision/").text
