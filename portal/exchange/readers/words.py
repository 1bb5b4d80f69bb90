"""Words of the genre: how lists, their parts, columns and bodies are called.

Sections and columns have theirs in their declarations. Vocabularies only; nothing here comes from one district's document. Matching is done on text
without blanks (``lines.squeeze``) and without a number in front.
"""

import re

from .declared import headed_columns, sections
from .lines import squeeze

#: The key of a part that is none of the sections; it stands behind them.
ANNEX = "annex"
_ANNEX = r"(?:行政|部门|履职)?(?:责任追究|追责|问责)(?:机制|制度|办法|情形|方式|措施)?"
#: Without a number these are too common in running text to head an annex.
_ANNEX_NEEDS_NUMBER = r"责任追究|追责|问责"

#: What stands in a section that has nothing to say.
_MARKER = re.compile(r"[（(]?(?:暂)?(?:无|略|没有)[）)]?[。.]?|[.．…。·—\-－/]{2,60}")

_BODY = re.compile(
    r"[\u3400-\u9fffA-Za-z、，]{1,39}"
    r"(?:[局委办厅部署院校所站队室股科处会社司园馆团联]|部门|中心|单位|政府|机构|街道|乡镇|企业|窗口|[银支分]行)"
)
_ASIDE = re.compile(r"[（(][^（()）]{0,60}[）)]")
_VERB = re.compile(r"负责|承担|会同|配合|组织|指导|协助|协调|参与|依法|做好|加强|落实|对|按|根据")

_CITATION = re.compile(r"[^。；]{0,40}《|[^。；]{0,40}[〔\[【（(]\d{4}[〕\]】）)]")

_SUPERVISING = r"(?:监督|检查|监管|指导|管理|监测|稽查|稽核|巡查|考核|评估|执法|服务|工作|行政)*"
_ASPECT = (
    r"(?:对象|主体|范围|内容|事项|指标|标准|依据|规范|方式|方法|形式|程序|流程|步骤|措施|手段"
    r"|处理|处置|结果|要求|办法|频次|计划)"
)
_PART = re.compile(
    rf"(?:主要|有关|相关|具体|立案|报告|查处|考核|保障|处罚|适用)?{_SUPERVISING}的?{_ASPECT}"
    rf"(?:[和及与、]|以及)?(?:{_SUPERVISING}{_ASPECT})?"
)
_FIRST_PART = re.compile(
    rf"{_SUPERVISING}的?(?:对象|主体|范围)(?:[和及与、]{_SUPERVISING}{_ASPECT})?|主要内容|立案标准|适用范围"
)


def part_named(text, numbered):
    """Which part of a list a heading names: the key of a section, ANNEX, or None."""
    name = squeeze(text).rstrip("：:。") if len(text) <= 60 else ""
    for key, words, needs_number in _headings():
        if re.fullmatch(words, name):
            return key if numbered or not re.fullmatch(needs_number, name) else None
    return None


def _headings():
    """Key, words and those that need a number, of each part."""
    for section in sections().values():
        yield section.key, section.words, section.needs_number
    yield ANNEX, _ANNEX, _ANNEX_NEEDS_NUMBER


def column_named(section, text):
    """Which column of a section's table a header cell heads (None if none)."""
    word = squeeze(text)
    for column in headed_columns(section):
        if len(word) <= 12 and re.fullmatch(column.words, word):
            return column
    return None


def is_marker(text):
    """Whether a line only says that there is nothing: 无, ……, ......"""
    return len(text) <= 60 and bool(_MARKER.fullmatch(squeeze(text)))


def is_body(text):
    """Whether a text reads as the name of a body, or of a few: 区公安局、区司法局（协办）."""
    if len(text) > 60:
        return False
    name = _ASIDE.sub("", squeeze(text)).strip("：:。；;")
    return bool(_BODY.fullmatch(name)) and not _VERB.match(name)


def cites(text):
    """Whether a text opens by citing a law or a numbered document."""
    return bool(_CITATION.match(text)) and not _VERB.match(text)


def names_part(text):
    """Whether a heading is one that parts of a regime usually bear."""
    return len(text) <= 30 and bool(_PART.fullmatch(squeeze(text).rstrip("：:。")))


def names_first_part(text):
    """Whether a heading is one that opens a regime: 监督检查对象, 主要内容, 立案标准."""
    return len(text) <= 30 and bool(_FIRST_PART.fullmatch(squeeze(text).rstrip("：:。")))
