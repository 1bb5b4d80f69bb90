"""What a file says, held against the draft that it is to change."""

from departments.models import DepartmentName
from departments.publishing.codes import known_codes
from departments.sheets.xml import storable

from ..drafting.forms.rows import MOST
from ..drafting.limits import LONGEST
from .sections import AROUND, CODE, ENTRY_MARK, PLACE, ROW_MARK
from .tables import tidy

#: What stands where a character was lost.
_LOST = "\ufffd"


def check_entries(table, entries, department, ours):
    """Add to a table what is wrong with its entries.

    ``ours`` are the draft's entries of the section by code, with their rows. What the draft says
    already is no fault.
    """
    _check_owner(table, department)
    _check_codes(table, entries, department, ours)
    for read in entries:
        own = ours.get(read.code)
        _check_texts(table, read, _said(table.section, own) if own else set())
        _check_name(table, read, own)
        _check_size(table, read, own)


def _check_owner(table, department):
    """A file of another department would be taken for this one's: their codes are alike."""
    kinds = [DepartmentName.Kind.SHORT, DepartmentName.Kind.FORMER]
    names = [name for kind in kinds for name in department.names_of_kind(kind)]
    slugs = [former.slug for former in department.former_slugs.all()]
    allowed = {
        AROUND["department"]: {department.short_name, department.name, *names},
        AROUND["slug"]: {department.slug, *slugs},
    }
    for line in table.lines:
        for heading, own in allowed.items():
            said = line.texts.get(heading, "")
            if said and said not in own:
                table.fault(line.row, heading, f"“{said}”不是本部门（{department}），请核对文件。")


def _check_codes(table, entries, department, ours):
    heading, begun = CODE, {}
    foreign = {read.code for read in entries} - {"", *ours}
    known = known_codes([department]) if foreign else set()
    for read in entries:
        row, code = read.lines[0].row, read.code
        if code in begun:
            table.fault(
                row, heading, f"{code} 在第 {begun[code]} 行已有一处。同一条目的各行须连在一起。"
            )
        elif code in foreign:
            table.fault(row, heading, _unknown(table.section, code, (department.pk, code) in known))
        if code:
            begun.setdefault(code, row)


def _unknown(section, code, is_known):
    prefix = section.model.code_prefix
    if not code.startswith(f"{prefix}-"):
        return f"“{code}”不是“{section.title}”的编码（{prefix}-0001 的样子）。新条目请把编码留空。"
    if is_known:
        return f"{code} 不在这份草稿里。如果是新条目，请把编码留空。"
    return f"本部门没有编码为“{code}”的条目。新条目请把编码留空，编码由系统给出。"


def _check_texts(table, read, said):
    section = table.section
    extras = (*table.extras(ENTRY_MARK), *table.extras(ROW_MARK))
    columns = [*section.entry_columns, *section.row_columns, *extras]
    for line in read.lines:
        for heading in columns:
            text = line.texts.get(heading, "")
            if text not in said and (wrong := _wrong(text)):
                table.fault(line.row, heading, wrong)


def _wrong(text):
    if len(text) > LONGEST:
        return f"文字有 {len(text)} 字，超过 {LONGEST} 字的上限。"
    if _LOST in text:
        return "有无法识别的字符（�），多半是另存时丢失了原来的字。"
    odd = sorted({char for char in text if storable(char) != char})
    return f"有不能保存的字符：{'、'.join(map(_named, odd))}。请删去后重新输入。" if odd else ""


def _named(char):
    return f"U+{ord(char):04X}"


def _check_name(table, read, own):
    """An entry needs what it is called, unless the draft has it without."""
    heading = table.section.name_heading
    column = read.lines[0].texts.get(heading)
    if column == "" and (own is None or tidy(own.heading)):
        table.fault(read.lines[0].row, heading, "不能为空。")


def _check_size(table, read, own):
    """What is imported can be edited on a form afterwards."""
    if len(read.rows) > max(MOST, len(own.rows) if own else 0):
        line = read.lines[0]
        table.fault(line.row, PLACE, f"一个条目最多 {MOST} 行，请分成几个条目。")


def _said(section, own):
    """All texts of an entry of the draft (set)."""
    texts = [getattr(own, name) for name in section.entry_columns.values()]
    texts += [getattr(row, name) for row in own.rows for name in section.row_columns.values()]
    texts += [one["text"] for record in (own, *own.rows) for one in record.extras]
    return set(map(tidy, texts))
