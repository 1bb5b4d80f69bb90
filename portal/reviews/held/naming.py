"""What a held text is called: the form that it was typed in."""

from departments.models import section_models

#: Forms of the workbench by their parts.
PARTS = {
    "add": "拟订调整",
    "application": "申请",
    "prose": "标题、附录和附注",
    "section": "次序",
    "entry_add": "新条目",
    "import": "导入",
}


def form_named(held):
    """What the form of a HeldForm is, with its section (str), e.g. “部门职责 D-0007”."""
    titles = {model.section_key: model.section_title for model in section_models()}
    names = [titles.get(held.section, ""), held.code or PARTS.get(held.part, "")]
    return " ".join(filter(None, names)) or "表单"


def called(held):
    """The same with its adjustment, e.g. “第 7 号：部门职责 D-0007”."""
    number = f"第 {held.adjustment_id} 号：" if held.adjustment_id else ""
    return number + form_named(held)
