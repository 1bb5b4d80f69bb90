"""Questions shown as examples: everyday matters, each with a clear answer (tested)."""

EXAMPLES = (
    "孩子转学怎么办理",
    "老人高龄补贴怎么领",
    "老板拖欠工资",
    "申请公租房",
    "楼上违章搭建",
    "小诊所没有证",
    "请律师没钱",
    "买到假种子",
)
