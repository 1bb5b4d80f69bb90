import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.language.citations import Citations, cited
from portal.search.language.text import fold

KNOWN = Citations(
    [
        "#湘政办发2014-7",
        "#国务院令-412",
        "@hnpr-2013-01004",
        "《统计法",
        "《湖南省统计管理条例",
        "《婚姻登记条例",
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("湘政办发〔2014〕7号", ["#湘政办发2014-7"]),
        ("湘政办发[2014]7号", ["#湘政办发2014-7"]),
        ("湘政办发（2014） 07 号", ["#湘政办发2014-7"]),
        ("湘政办发【2014】第7号", ["#湘政办发2014-7"]),
        ("按照湘政办发〔2014〕7号办", ["#湘政办发2014-7"]),
        ("国务院令第412号", ["#国务院令-412"]),
        ("HNPR—2013—01004", ["@hnpr-2013-01004"]),
        ("《中华人民共和国婚姻法》", ["《婚姻法"]),
        ("《统计从业资格认定办法（试行）》", ["《统计从业资格认定办法"]),
        ("《湖南省 实施〈婚姻法〉办法》", ["《湖南省实施婚姻法办法"]),
        ("2014年", []),
    ],
)
def test_cited(text, found):
    assert cited(fold(text)) == found


@pytest.mark.parametrize(
    ("query", "tokens", "unknown"),
    [
        ("按照湘政办发(2014)7号", ("#湘政办发2014-7",), False),
        ("湘政办发2014年7号", ("#湘政办发2014-7",), False),
        ("政办发〔2014〕7", ("#湘政办发2014-7",), False),
        ("国务院令412号", ("#国务院令-412",), False),
        ("hnpr-2013-01004", ("@hnpr-2013-01004",), False),
        ("《中华人民共和国统计法》", ("《统计法",), False),
        ("《统计管理条例》", ("《湖南省统计管理条例",), False),
        ("婚姻登记条例", ("《婚姻登记条例",), False),
        ("统计法第三十条", ("《统计法",), False),
        ("统计法制宣传", (), False),
        ("湘政办发〔2015〕7号", (), True),
        ("《刑法》", (), True),
        ("HNPR-2099-00001", (), True),
    ],
)
def test_found_in_a_query(query, tokens, unknown):
    assert KNOWN.find(fold(query))[:2] == (tokens, unknown)


def test_the_rest_of_a_query_is_without_its_citations():
    assert KNOWN.find("湘政办发[2014]7号 低保")[2].split() == ["低保"]


@given(st.text())
def test_any_text_is_searched_without_error(text):
    cited(fold(text))
    KNOWN.find(fold(text))
