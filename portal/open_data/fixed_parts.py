"""The parts of the data dictionary that no section declares: the list itself, what stands beside."""

from .dictionary_fields import COMPUTED, GIVEN, PRINTED, PUBLISHED, Field, Part, after, line

#: How the columns of the cells of annexes' tables are called all together.
CELLS = "第 N 列"
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

LISTS = Part(
    "lists",
    "清单",
    "一个部门一版清单的名称、时间和摘要。CSV 每份清单一行，XLSX 单部门文件在“说明”表中。",
    [
        Field("format", "", "文字", GIVEN, "格式名称和版本，现为 responsibility-list/1。"),
        *KEYS,
        Field("district.code", "区划代码", "文字", PUBLISHED, "六位行政区划代码（GB/T 2260）。"),
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
        Field("edition.effective_from", "施行日期", "日期", PUBLISHED, "这一版从这一天起施行。"),
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
)
HEADS = Part(
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
)
ANNEXES = Part(
    "annexes",
    "附录",
    "各部分以外的文字和表格，如责任追究机制。没有附录的清单，JSON 中没有 annexes 这一项。",
    [
        Field("annexes[].heading", "标题", "文字", PRINTED, "附录的标题。"),
        Field("annexes[].body", "正文", "文字", PRINTED, "附录的正文。"),
        after("annexes[]"),
        Field(
            "",
            "表",
            "整数，可空",
            COMPUTED,
            "这一行出自附录的第几张表，从 1 起；附录本身一行为空。",
        ),
        Field("", "行", "整数，可空", COMPUTED, "这一行在表中的次序，0 是表头；附录本身一行为空。"),
        Field(
            "annexes[].tables[].headings",
            CELLS,
            "文字列表，可缺",
            PRINTED,
            "附录中一张表的表头。CSV、XLSX 中从“第 1 列”起一格一列。",
        ),
        Field(
            "annexes[].tables[].rows",
            CELLS,
            "文字列表的列表，可缺",
            PRINTED,
            "表头以下的各行，各与表头同宽。",
        ),
        line("annexes[]"),
    ],
)
NOTES = Part(
    "notes",
    "附注",
    "各表之外的文字，如“注：……”、落款、日期、印制年份。没有附注的清单，JSON 中没有 notes 这一项。",
    [
        Field("notes[].text", "文字", "文字", PRINTED, "附注的文字。"),
        after("notes[]"),
        line("notes[]"),
    ],
)
