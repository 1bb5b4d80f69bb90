import pytest

from departments.pages.excerpts import LENGTH, excerpt, make_hit, mark
from tests.factories import add_duty, make_draft


def test_marks_words_in_any_case_and_escapes_the_rest():
    assert mark("<b>A级景区</b>", ["a级"]) == "&lt;b&gt;<mark>A级</mark>景区&lt;/b&gt;"
    assert mark("1 < 2", []) == "1 &lt; 2"


def test_words_are_taken_literally():
    assert mark("(试行)", ["(", ".*"]) == "<mark>(</mark>试行)"


def test_of_overlapping_words_the_longer_is_marked():
    assert mark("养老服务", ["养老", "养老服务"]) == "<mark>养老服务</mark>"


@pytest.mark.django_db
def test_quotes_the_place_where_a_word_stands():
    duty = add_duty(make_draft(), items=["无关", f"{'前' * 200}低保{'后' * 200}"])
    quoted = excerpt(duty, ["低保"], "text")
    assert quoted.startswith("…前")
    assert quoted.endswith("后…")
    assert "低保" in quoted
    assert len(quoted) == LENGTH + 2


@pytest.mark.django_db
def test_without_a_word_quotes_how_the_rows_begin():
    duty = add_duty(make_draft(), items=["受理申请", {"note": "另有规定"}, "发放证件"])
    assert excerpt(duty, [], "text") == "受理申请；发放证件"
    assert excerpt(duty, ["没有的词"], "text") == "受理申请；发放证件"


@pytest.mark.django_db
def test_a_hit_is_safe_html():
    duty = add_duty(make_draft(), text="<script>低保", items=["<i>低保"])
    hit = make_hit(duty, ["低保"], "text")
    assert hit.heading == "&lt;script&gt;<mark>低保</mark>"
    assert hit.excerpt == "&lt;i&gt;<mark>低保</mark>"
