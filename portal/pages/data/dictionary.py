"""The data dictionary: what each field of each format means. Tests hold it to what is written."""

from typing import NamedTuple

#: Where a value comes from.
PRINTED = "清单原文"
GIVEN = "本站编列"
SOURCE = "来源文件"
COMPUTED = "计算得出"
PUBLISHED = "公布时记录"


class Field(NamedTuple):
    """A field of the list format and the column of the tables that holds the same."""

    path: str
    column: str
    type: str
    source: str
    meaning: str


class Part(NamedTuple):
    """A part of the list format, and the table that holds it (a key of ``tables.TITLES``)."""

    key: str
    title: str
    meaning: str
    fields: list[Field]


def _line(path):
    meaning = "这段文字在来源文件中的行号，从 1 起；后台直接录入的没有。"
    return Field(f"{path}.source_line", "来源行", "整数，可空", SOURCE, meaning)


def _row_line(path):
    return _line(path)._replace(column="行的来源行", meaning="这一行在来源文件中的行号。")


def _entry(section, prefix, number="照原样的序号，可空。"):
    return [
        Field(
            f"{section}[].code",
            "编码",
            "文字",
            GIVEN,
            f"条目的长期编码，如 {prefix}-0001；历次版本不变，不重复使用。",
        ),
        Field(f"{section}[].number", "序号", "文字", PRINTED, number),
    ]


PLACE = Field(
    "",
    "行",
    "整数，可空",
    COMPUTED,
    "这一行在条目中的次序，从 1 起；条目没有行时为空。JSON 中由排列次序表示。",
)
KEYS = [
    Field("department.slug", "地址名", "文字", GIVEN, "部门在网址中的名称；不计入摘要。"),
    Field(
        "edition.number",
        "版次",
        "整数",
        PUBLISHED,
        "本部门清单的第几版，从 1 起。",
    ),
]

PARTS = [
    Part(
        "lists",
        "清单",
        "一个部门一版清单的名称、时间和摘要。CSV 每份清单一行，XLSX 单部门文件在“说明”表中。",
        [
            Field("format", "", "文字", GIVEN, "格式名称和版本，现为 responsibility-list/1。"),
            *KEYS,
            Field(
                "district.code", "区划代码", "文字", PUBLISHED, "六位行政区划代码（GB/T 2260）。"
            ),
            Field("district.name", "区县", "文字", PUBLISHED, "区县名称。"),
            Field("department.order", "排序", "整数", GIVEN, "部门的排列次序；不计入摘要。"),
            Field("department.name", "部门名称", "文字", PUBLISHED, "公布时的部门全称。"),
            Field(
                "department.signboards",
                "加挂牌子",
                "文字列表",
                PUBLISHED,
                "公布时加挂的牌子；表格中一行一个。",
            ),
            Field(
                "department.list_type",
                "清单类型",
                "文字，可空",
                PRINTED,
                "标题中写明的类型：责任清单或权力清单。",
            ),
            Field(
                "edition.effective_from", "施行日期", "日期", PUBLISHED, "这一版从这一天起施行。"
            ),
            Field(
                "edition.effective_to",
                "失效日期",
                "日期，可空",
                COMPUTED,
                "下一版开始施行的日期，这一天起不再适用这一版；没有下一版时为空。不计入摘要。",
            ),
            Field(
                "edition.cancelled",
                "取消日期",
                "日期，可缺",
                PUBLISHED,
                "这一版在施行以前被取消的日期：它从来没有施行。都没有取消的，表格没有这一列。不计入摘要。",
            ),
            Field(
                "edition.digest",
                "摘要",
                "64 位十六进制数",
                COMPUTED,
                "这一版规范 JSON 的 SHA-256。",
            ),
            Field(
                "edition.previous_digest",
                "上一版摘要",
                "64 位十六进制数，可空",
                COMPUTED,
                "上一版的摘要，各版因此连成一条链；第 1 版没有。",
            ),
        ],
    ),
    Part(
        "duties",
        "部门职责",
        "每项主要职责及其具体工作事项。表格中每个工作事项一行。",
        [
            *_entry("duties", "D"),
            PLACE,
            Field("duties[].text", "主要职责", "文字", PRINTED, "主要职责的内容。"),
            Field(
                "duties[].items[].number",
                "工作事项序号",
                "文字",
                PRINTED,
                "主要职责一格合并后，下面的行另有序号的，照原样记在这里。",
            ),
            Field("duties[].items[].text", "具体工作事项", "文字", PRINTED, "工作事项的内容。"),
            Field("duties[].items[].note", "备注", "文字", PRINTED, "备注，可空。"),
            _line("duties[]"),
            _row_line("duties[].items[]"),
        ],
    ),
    Part(
        "boundaries",
        "与相关部门的职责边界",
        "几个部门都有份的管理事项，和各部门的分工。表格中每个相关部门一行。",
        [
            *_entry("boundaries", "B"),
            PLACE,
            Field("boundaries[].matter", "管理事项", "文字", PRINTED, "管理事项的名称。"),
            Field(
                "boundaries[].parties[].number",
                "相关部门序号",
                "文字，可缺",
                PRINTED,
                "同一事项之内另有序号的，照原样记在这里。",
            ),
            Field(
                "boundaries[].parties[].department",
                "相关部门",
                "文字",
                PRINTED,
                "相关部门，照原样的写法；同一部门在各清单中写法可能不同。",
            ),
            Field("boundaries[].parties[].responsibility", "职责分工", "文字", PRINTED, "做什么。"),
            Field(
                "boundaries[].parties[].basis",
                "相关依据",
                "文字",
                PRINTED,
                "法律法规文件；空的与上一行共用一格，或清单未载。",
            ),
            Field(
                "boundaries[].parties[].case",
                "案例",
                "文字",
                PRINTED,
                "案例；空的与上一行共用一格，或清单未载。",
            ),
            _line("boundaries[]"),
            _row_line("boundaries[].parties[]"),
        ],
    ),
    Part(
        "supervision",
        "事中事后监管制度",
        "每项监管制度及其各条。表格中每条一行。",
        [
            *_entry("supervision", "S"),
            PLACE,
            Field("supervision[].title", "制度名称", "文字", PRINTED, "制度名称，可空。"),
            Field("supervision[].preamble", "引言", "文字", PRINTED, "第一条之前的文字，可空。"),
            Field(
                "supervision[].parts[].heading",
                "标题",
                "文字",
                PRINTED,
                "一条的标题，如“一、监督检查对象”。",
            ),
            Field("supervision[].parts[].body", "正文", "文字", PRINTED, "一条的正文。"),
            _line("supervision[]"),
            _row_line("supervision[].parts[]"),
        ],
    ),
    Part(
        "services",
        "公共服务事项",
        "每项公共服务及其主要工作内容。表格中每项内容一行。",
        [
            *_entry("services", "P"),
            PLACE,
            Field("services[].name", "服务事项", "文字", PRINTED, "服务事项的名称。"),
            Field(
                "services[].items[].number",
                "工作内容序号",
                "文字，可缺",
                PRINTED,
                "同一服务之内另有序号的，照原样记在这里。",
            ),
            Field("services[].items[].content", "主要工作内容", "文字", PRINTED, "做什么。"),
            Field("services[].items[].handler", "承办机构", "文字", PRINTED, "由哪个机构承办。"),
            _line("services[]"),
            _row_line("services[].items[]"),
        ],
    ),
    Part(
        "annexes",
        "附录",
        "四个部分以外的文字，如责任追究机制。没有附录的清单，JSON 中没有 annexes 这一项。",
        [
            Field("annexes[].heading", "标题", "文字", PRINTED, "附录的标题。"),
            Field("annexes[].body", "正文", "文字", PRINTED, "附录的正文。"),
            _line("annexes[]"),
        ],
    ),
    Part(
        "heads",
        "清单摘要（heads.json）",
        "各部门版本链最后一环的摘要。存下它，日后就能核对这条链有没有被截短或改动。",
        [
            Field("format", "", "文字", GIVEN, "格式名称和版本，现为 list-heads/1。"),
            Field("heads[].district", "", "文字", PUBLISHED, "六位行政区划代码。"),
            Field("heads[].department", "", "文字", GIVEN, "部门的地址名。"),
            Field("heads[].name", "", "文字", PUBLISHED, "公布时的部门全称。"),
            Field("heads[].number", "", "整数", PUBLISHED, "现行清单是第几版。"),
            Field("heads[].effective_from", "", "日期", PUBLISHED, "施行日期。"),
            Field("heads[].digest", "", "64 位十六进制数", COMPUTED, "这一版的摘要。"),
            Field(
                "digest",
                "",
                "64 位十六进制数",
                COMPUTED,
                "heads 这一列表的规范 JSON 的 SHA-256：一个数代表全部清单。",
            ),
            Field("audit.length", "", "整数", COMPUTED, "审计记录现有多少条。"),
            Field(
                "audit.digest",
                "",
                "64 位十六进制数",
                COMPUTED,
                "审计记录最后一条的摘要；一条记录也没有时为空。",
            ),
        ],
    ),
]
