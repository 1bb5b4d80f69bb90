"""A copy of the product to which a developer adds a column of each section's entries and of its rows.

What is edited here is all that there is to edit: docs/development.md has the recipe.
"""

import re
import shutil
from dataclasses import dataclass

from django.conf import settings

#: What is no part of the product.
LEFT_OUT = {"tests", "tools", "docs", "var"}


PREFIXES = {"duties": "D", "boundaries": "B", "supervision": "S", "services": "P", "powers": "Q"}


@dataclass(frozen=True)
class Added:
    """A column that is added: of a section's entries, or of its rows; ``value`` is what it says."""

    section: str
    of_rows: bool
    field: str
    label: str
    value: str
    #: Whether documents have it: prose has no heads.
    printed: bool = True

    @property
    def changed(self):
        """What it says in the next edition."""
        return self.value + self.inserted

    @property
    def code(self):
        """The code of the entry that says it."""
        return f"{PREFIXES[self.section]}-0001"

    @property
    def inserted(self):
        """What is new in it: a text that stands nowhere else."""
        return f"（{self.label[::-1]}）"

    @property
    def meaning(self):
        return f"新列{self.label}的含义。"

    def __str__(self):
        return f"{self.section}.{self.field}"


ADDED = [
    Added("duties", False, "time_limit", "履职时限", "霜降之前逐户核完"),
    Added("duties", True, "applies_to", "适用对象", "渔舟里棚户居民"),
    Added("boundaries", False, "coordination", "协调方式", "银杏厅联席会商"),
    Added("boundaries", True, "contact_way", "联络渠道", "海棠专线转接"),
    Added("supervision", False, "cycle", "监管周期", "逢闰年循环一轮", printed=False),
    Added("supervision", True, "frequency", "抽查频次", "谷雨时节各抽两回", printed=False),
    Added("services", False, "charged", "收费标准", "每份工本贰元伍角"),
    Added("services", True, "counter", "办理窗口", "朝阳楼丁字柜台"),
    Added("powers", False, "level", "行使层级", "由片区驿站行使"),
    Added("powers", True, "remedy", "救济途径", "可往鼓楼申诉厅申诉"),
]

#: The files of a section's app that the recipe of docs/development.md names.
SECTION = "section.py"
MODELS = {"boundaries": "models/matters.py"}
MIGRATION = "migrations/0099_one_more_column.py"


def copy_product(to):
    """Copy the product's code, and nothing that a run has left (returns the directory)."""
    for one in settings.BASE_DIR.iterdir():
        if one.name.startswith(".") or one.name in LEFT_OUT:
            continue
        if one.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(one, to / one.name, ignore=ignored)
        else:
            shutil.copy(one, to)
    return to


def declare(product):
    """Add the columns to the models and declarations of the copy (returns the paths edited)."""
    return [
        path for added in ADDED for path in (_in_model(product, added), _in_section(product, added))
    ]


def _in_model(product, added):
    path = product / added.section / MODELS.get(added.section, "models.py")
    field = f'    {added.field} = models.TextField("{added.label}", blank=True, default="")\n\n'
    base = "EntryRow" if added.of_rows else "ListEntry"
    _insert(path, f"    class Meta({base}.Meta):\n", field)
    return path


def _in_section(product, added):
    path = product / added.section / SECTION
    words = f'words=r"{added.label}", ' if added.printed else ""
    column = (
        f'Column(field="{added.field}", label="{added.label}", holds=Holds.TEXT, {words}'
        f'meaning="{added.meaning}"),\n'
    )
    _insert(
        path, "        ),\n    ),\n)\n" if added.of_rows else "    ),\n    rows=Rows(\n", column
    )
    return path


def protect(path):
    """Let a migration lift the protection of the tables that it changes, and put it back.

    Returns the path.
    """
    text = path.read_text("utf-8")
    models = sorted(set(re.findall(r"model_name='(\w+)'", text)))
    names = ", ".join(f'"{name}"' for name in models)
    head, operations = text.split("    operations = [\n")
    imports = "from departments.protection.triggers import LiftProtection, ProtectPublished\n\n\n"
    head = head.replace("class Migration", f"{imports}class Migration")
    body = operations.rstrip().removesuffix("]").rstrip()
    path.write_text(
        f"{head}    operations = [\n        LiftProtection({names}),\n{body}\n"
        f"        ProtectPublished({names}),\n    ]\n",
        "utf-8",
    )
    return path


def _insert(path, before, text):
    """Put a text before another, which stands once in the file."""
    whole = path.read_text("utf-8")
    assert whole.count(before) == 1, (path, before)
    path.write_text(whole.replace(before, text + before), "utf-8")


#: A list as lists were before: the second of the document.
BEFORE = """

云溪县司法局责任清单

一、部门职责

	序号
	主要职责
	具体工作事项
	备注

	1
	负责法律援助工作
	受理援助申请
	无

三、事中事后监管制度

（一）对律师事务所的监管

一、监督检查对象
在本县登记的律师事务所。
"""


def document():
    """A document of two lists: one with the columns under their heads, where documents have heads."""
    return "\n".join(
        [
            "云溪县民政局责任清单\n",
            _table(
                "duties",
                "一、部门职责",
                "序号 主要职责 具体工作事项 备注",
                "1 负责救助工作 受理申请 无",
            ),
            _table(
                "boundaries",
                "二、与相关部门的职责边界",
                "序号 管理事项 相关部门 职责分工 相关依据 案例",
                "1 养老服务管理 县卫生局 负责医养结合 《老年人权益保障法》 某养老院案",
            ),
            "三、事中事后监管制度\n\n（一）对社会团体的监管\n",
            "一、监督检查对象\n在本县登记的社会团体。\n二、监督检查方式\n实地检查。\n",
            _table(
                "services",
                "四、公共服务事项",
                "序号 服务事项 主要工作内容 承办机构",
                "1 婚姻登记咨询 解答登记问题 婚姻登记处",
            ),
            _table(
                "powers",
                "五、权责事项",
                "序号 权力类型 权责事项名称 子项 实施依据 责任事项 追责情形 承办机构",
                "1 行政许可 公墓建设许可 墓地许可 《殡葬管理条例》第八条 受理、审查。 违法许可的，追究责任。 社会事务股",
            ),
            BEFORE,
        ]
    )


def _table(section, heading, heads, cells):
    added = [one for one in ADDED if one.section == section]
    rows = [
        [*heads.split(), *(one.label for one in added)],
        [*cells.split(), *(one.value for one in added)],
    ]
    return f"{heading}\n\n" + "\n".join("".join(f"\t{one}\n" for one in row) for row in rows)
