"""What an adjustment changes, as a list of all entries that it adds, removes, words anew or moves."""

from departments.comparison.entries import NAMES

from .blocks import Heading, Paragraph, Table

COLUMNS = {"条目": 24, "变化": 10, "调整前": 33, "调整后": 33}


def changes(comparison):
    """What two editions differ in (a Comparison), as blocks (list)."""
    blocks = [Paragraph(_summary(comparison))]
    if comparison.old is None:
        return blocks
    if rows := _names(comparison):
        blocks += [Heading("清单名称、各部分标题和附注", 2), Table(COLUMNS, rows)]
    for group in comparison.groups:
        if group.amended:
            blocks += [
                Heading(group.title, 2),
                Table(COLUMNS, [_row(one) for one in group.amended]),
            ]
    if formal := [one.code or one.heading for group in comparison.groups for one in group.formal]:
        blocks.append(Paragraph(f"仅标点、空格或序号不同的条目：{'、'.join(formal)}。"))
    return blocks


def _summary(comparison):
    """How many entries changed, in words."""
    if comparison.old is None:
        counts = [f"{g.title} {len(g.entries)} 项" for g in comparison.groups if g.entries]
        return f"首次编制，共 {comparison.counts['added']} 项：{'，'.join(counts)}。"
    if comparison.is_empty:
        return "清单的文字没有改动。"
    said = [f"{NAMES[kind]} {count} 项" for kind, count in comparison.counts.items() if count]
    if comparison.formal:
        said.append(f"仅标点、空格或序号不同 {comparison.formal} 项")
    return f"{'，'.join([*said, f'未变 {comparison.same} 项'])}。"


def _names(comparison):
    """The rows of what changed beside the entries: names of the list, printed headings."""
    names = [
        (field.label, NAMES["changed"], field.text.old, field.text.new)
        for field in comparison.changed_names
    ]
    return names + [_row(heading) for heading in comparison.changed_lines]


def _row(entry):
    name = "\n".join(filter(None, [entry.code, entry.heading or "（清单未载名称）"]))
    words = "、".join(word for _, word in entry.badges) or "标点、空格或序号"
    return name, words, _text(entry, "old"), _text(entry, "new")


def _text(entry, side):
    """What an entry says on one side (``old`` or ``new``): all of it, or what differs."""
    lines = [_moved(entry, side, "项"), *_fields(entry, side)]
    for row in entry.rows if entry.is_one_sided else entry.different_rows:
        if getattr(row.pair, side) is not None:
            place = getattr(row.pair, f"{side}_place")
            lines.append(f"〔{row.label}第 {place} 行{row.called and f'：{row.called}'}〕")
            lines += [_moved(row, side, "行"), *_fields(row, side)]
    return "\n".join(filter(None, lines))


def _moved(compared, side, unit):
    if not compared.pair.moved:
        return ""
    return f"（位置：第 {getattr(compared.pair, f'{side}_place')} {unit}）"


def _fields(compared, side):
    """The fields of an entry or row, each with its label; of a changed one those that differ."""
    return [
        f"{field.label}：{text}"
        for field in compared.fields
        if (text := getattr(field.text, side))
        and (compared.is_one_sided or field.text.kind != "same")
    ]
