"""The data dictionary of the JSON-LD files. Tests hold it to what is written."""

from typing import NamedTuple


class Term(NamedTuple):
    """A term of JSON-LD and what it holds."""

    name: str
    meaning: str


#: Every class and property of the JSON-LD files.
LINKED_TERMS = [
    Term("dcat:Dataset", "开放数据整体，以及每一版清单。"),
    Term("cv:PublicOrganisation", "公布清单的部门（CPSV-AP）。"),
    Term("cpsv:PublicService", "公共服务事项（CPSV-AP）。"),
    Term("cpsv:Rule", "监管制度（CPSV-AP）。"),
    Term(
        "cv:Participation",
        "一个部门在管理事项中的分工，或承办机构承办的一项工作、一个子项（CPSV-AP）。",
    ),
    Term("eli:LegalResource", "依据只点明一部法律法规文件时，这部文件（ELI）。"),
    Term("foaf:Agent", "相关部门或承办机构，名称照清单原样。"),
    Term("foaf:Document", "附录。"),
    Term("schema:Table", "附录中的表。"),
    Term("schema:PropertyValue", "以上各词都不合适的一列，或另列、分组：列名和文字。"),
    Term("skos:Concept", "主要职责、具体工作事项、管理事项、权责事项及其子项，以及参与者的角色。"),
    Term("dct:Location", "区县。"),
    Term("dct:PeriodOfTime", "一版清单的施行期间。"),
    Term("dct:identifier", "标识：清单为摘要，部门为地址名，条目为地址名和编码，区县为区划代码。"),
    Term("dct:title", "名称：清单、服务事项、监管制度、附录、参与者和文件。"),
    Term("dct:description", "内容：主要工作内容、引言和各条、职责分工、附录正文。"),
    Term(
        "skos:prefLabel",
        "部门全称；主要职责、工作事项、管理事项、权责事项、子项的文字；区县和角色的名称。",
    ),
    Term("skos:altLabel", "加挂牌子。"),
    Term("skos:note", "工作事项的备注；清单的附注。"),
    Term("skos:narrower", "主要职责下的具体工作事项，权责事项下的子项。"),
    Term("skos:example", "案例。"),
    Term("org:purpose", "部门的主要职责（W3C 组织本体）。"),
    Term("cv:hasCompetentAuthority", "服务事项由哪个部门负责。"),
    Term("cv:hasParticipation", "服务事项的承办。"),
    Term("cv:hasParticipant", "参与者。"),
    Term("cv:role", "参与者的角色：相关部门或承办机构。"),
    Term("dct:hasPart", "包含的清单；管理事项包含的各部门分工。"),
    Term("dct:isPartOf", "条目属于哪一版清单。"),
    Term("dct:isVersionOf", "条目不分版本的网址。"),
    Term("dct:replaces", "取代的上一版。"),
    Term("dct:publisher", "公布部门。"),
    Term("dct:spatial", "所在区县。"),
    Term("dct:temporal", "施行期间。"),
    Term("dcat:startDate", "施行日期。"),
    Term("dcat:endDate", "失效日期。"),
    Term("dcat:landingPage", "供人阅读的网页。"),
    Term("dct:language", "语言：中文。"),
    Term("dct:rights", "使用条件。"),
    Term("dct:bibliographicCitation", "依据的全文。"),
    Term("dct:references", "依据所点明的文件。"),
    Term("schema:additionalProperty", "条目或行的其余各列。"),
    Term("schema:name", "列名，照清单原样；分组写作“分组”。"),
    Term("schema:value", "这一列的文字。"),
    Term("schema:hasPart", "附录中的各张表。"),
    Term("schema:text", "表的文字：一行一行，格与格之间是制表符。"),
]

#: What JSON-LD does not say as the list does, and why.
UNSAID = [
    "CPSV-AP 只有“公共服务”的词汇，没有“职责”。主要职责不是服务，写作部门的 org:purpose。",
    "管理事项写作 skos:Concept；CPSV-AP 的 cv:Participation 本用于服务，这里借用来写各部门的分工。",
    "监管制度写作 cpsv:Rule；引言和各条连成一段文字，不再分条。",
    "权责事项写作 skos:Concept，子项为 skos:narrower；责任事项、追责情形等没有合适的词，写作 schema:PropertyValue。",
    "没有名称的制度或服务，以编码代替名称；没有内容的以名称代替内容，因为 CPSV-AP 要求这两项。",
    "服务和制度的各行不单独写出：行中的另列写在条目上。附注写作清单的 skos:note，排在哪一部分之后不写。",
    "序号、来源行和各行的次序只在 JSON、CSV、XLSX 中有；逐字引用请以这三种格式为准。",
    "相关依据常在一格中列出多部文件。只点明一部的写作 eli:LegalResource，其余只有全文。",
]
