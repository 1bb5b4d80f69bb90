"""Who leads and who assists."""

import pytest

from boundaries.matters.roles import ASSISTING, LEAD, role_of, stated_role


@pytest.mark.parametrize(
    ("name", "responsibility", "role"),
    [
        ("区财政局", "牵头组织实施农业保险", LEAD),
        ("区财政局", "负责牵头收费项目的报批", LEAD),
        ("区公安分局", "进行处罚，牵头对渗透活动进行处罚", LEAD),
        ("区交通局", "区交通局为治超活动牵头部门", LEAD),
        ("区统计局（主办）：", "加强统计业务指导", LEAD),
        ("区经贸局（协办）", "加强培育", ASSISTING),
        ("区教育局", " 配合卫生等部门", ASSISTING),
        ("区卫生局", "参与调查处理", ASSISTING),
        ("区民政局", "推动建立主管领导牵头的协调机制", None),
        ("其他有关部门", "参与会签由区发改局牵头上报的规划", ASSISTING),
        ("区民政局", "负责监督管理，与有关部门配合", None),
        ("区民政局", "", None),
    ],
)
def test_the_role_that_the_words_state(name, responsibility, role):
    assert stated_role(name, responsibility) == role


@pytest.mark.parametrize(
    ("position", "responsibility", "role"),
    [
        (0, "负责监督管理", LEAD),
        (1, "负责监督管理", ASSISTING),
        (1, "推动建立主管领导牵头的协调机制", LEAD),
        (0, "配合有关部门", ASSISTING),
    ],
)
def test_the_likeliest_role(position, responsibility, role):
    assert role_of(position, "区民政局", responsibility) == role
