"""Documents about an invented district, for tests: a list, its tables and its prose."""

from portal.exchange.readers import read_text

TITLE = "云溪县民政局"
HEADERS = {
    "duties": ("序号", "主要职责", "具体工作事项", "备注"),
    "boundaries": ("序号", "管理事项", "相关部门", "职责分工", "相关依据", "案例"),
    "services": ("序号", "服务事项", "主要工作内容", "承办机构"),
    "powers": (
        "序号",
        "权力类型",
        "权责事项名称",
        "子项",
        "实施依据",
        "责任事项",
        "追责情形",
        "承办机构",
    ),
}
HEADINGS = {
    "duties": "一、部门职责",
    "boundaries": "二、与相关部门的职责边界",
    "supervision": "三、事中事后监管制度",
    "services": "四、公共服务事项",
    "powers": "五、权责事项",
}


def row(*cells):
    """A row of a table as exported: each cell on a line of its own, behind a TAB."""
    return "".join(f"\t{cell}\n" for cell in cells)


def table(section, *rows, header=None):
    """A section with a table, its rows parted by blank lines."""
    header = row(*HEADERS[section]) if header is None else header
    return "\n".join([f"{HEADINGS[section]}\n", header, *rows])


def prose(*lines):
    """The section of regimes, line by line."""
    return "\n".join([HEADINGS["supervision"], "", *lines, ""])


def document(*sections, title=TITLE):
    """A document of one list."""
    return f"{title}\n\n" + "\n\n".join(sections)


def read_list(*sections, title=TITLE):
    """The list read from a document of sections; that nothing of it is lost goes without saying."""
    read = read_text(document(*sections, title=title))
    assert read.characters_lost == 0
    return read.lists[0]


def kinds(read):
    """The kinds of irregularity of a read list, in order."""
    return [found.kind for found in read.irregularities]
