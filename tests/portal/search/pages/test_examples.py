"""The examples shown to visitors, asked of the shipped lists."""

import pytest

from portal.search.districts import chosen_district
from portal.search.pages.examples import EXAMPLES
from portal.search.service import ask
from tools.real_district import load_district

#: Who handles each example, by the lists.
HANDLERS = {
    "孩子转学怎么办理": "jiaoyuwenhuatiyu",
    "老人高龄补贴怎么领": "minzheng",
    "老板拖欠工资": "renliziyuanheshehuibaozhang",
    "申请公租房": "zhufanghechengxiangjianshe",
    "楼上违章搭建": "chengshiguanlixingzhengzhifa",
    "小诊所没有证": "weisheng",
    "请律师没钱": "sifa",
    "买到假种子": "nongcungongzuoban-nongye",
}


@pytest.mark.django_db
def test_each_example_has_a_clear_right_answer(subtests):
    load_district()
    for question in EXAMPLES:
        with subtests.test(question):
            answer, _ = ask(question, chosen_district())
            assert answer.verdict == "clear"
            assert answer.bodies[0].body.slug == HANDLERS[question]
