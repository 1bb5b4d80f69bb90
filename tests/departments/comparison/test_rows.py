from departments.comparison import rows
from departments.comparison.rows import match_rows

HEALTH = ("", "区卫生局", "负责医疗机构内设养老床位的审批")
CIVIL = ("", "区民政局", "牵头拟订养老服务规划")
FIRE = ("", "区应急管理局", "负责消防安全检查")


def test_equal_rows_are_paired_in_order():
    assert match_rows([CIVIL, HEALTH, CIVIL], [CIVIL, CIVIL, HEALTH], 1) == [0, 2, 1]


def test_a_row_put_in_between_moves_no_other():
    assert match_rows([CIVIL, HEALTH], [CIVIL, FIRE, HEALTH], 1) == [0, None, 1]


def test_rows_are_known_by_their_text():
    longer = ("", "区卫计局", "负责医疗机构内设养老床位的审批和管理")
    assert match_rows([CIVIL, HEALTH], [longer, CIVIL], 1) == [1, 0]


def test_rows_are_known_by_what_they_are_called():
    other = ("", "区卫生局", "开展老年人健康体检")
    assert match_rows([CIVIL, HEALTH], [other, CIVIL], 1) == [1, 0]


def test_what_is_left_goes_by_its_place():
    assert match_rows([CIVIL, FIRE], [CIVIL, HEALTH], 1) == [0, 1]
    assert match_rows([CIVIL], [HEALTH], 1) == [0]


def test_too_many_rows_go_by_their_places(monkeypatch):
    monkeypatch.setattr(rows, "MOST_PAIRS", 1)
    assert match_rows([CIVIL, HEALTH], [("", "区卫生局", ""), FIRE], 1) == [0, 1]


def test_nothing_against_nothing():
    assert match_rows([], [], 0) == []
    assert match_rows([CIVIL], [], 1) == []
    assert match_rows([], [CIVIL], 1) == [None]
