"""What a regime inspects, how, and how often: read from its title and parts, quoted verbatim.

The patterns are plain enough for Python, SQLite and PostgreSQL alike, so that the filters find in
the database exactly what the pages quote.
"""

import re
from dataclasses import dataclass

from departments.texts.folding import in_one_line

_PERIOD = "每个?(?:半年|年|季|学期|学年|月|周|星期|日|天)"
_NUMBER = "[0-9０-９一二两三四五六七八九十]+"
#: So many times, or so much, in a period: 每月不少于2次, 一年一次, 半年和年底各检查一次.
COUNTED = (
    f"{_PERIOD}[^。；;\n]*(?:{_NUMBER}[次遍]|不少于)"
    f"|{_NUMBER}年[^。；;\n]?[^。；;\n]?[^。；;\n]?{_NUMBER}(?:次|个周期)"
    f"|半年[^。；;\n]*{_NUMBER}次"
)
#: How often in words: 不定期, 日常巡查, 双随机, 每年组织重点督查, 月检查. (限定期限 is none.)
WORDED = (
    f"{_PERIOD}|定期(?!限)|随机|经常性"
    "|日常(?:执法|监督|巡|检|督|稽|抽|监测)|[月季年]度?(?:检查|评比)"
)
#: The same where a part tells of much else: the words must speak of inspecting, not of training.
WORDED_OF_INSPECTING = (
    f"(?:{_PERIOD}|定期(?!限)|日常|经常)[^。；;\n训]*(?:检查|巡查|抽查|督查|稽查|评价|评估)"
)
#: Headings of the parts that say how it is inspected, and of those that may say it as well.
MANNER = "方式|频次|频率"
BESIDE = "指标|措施|程序"

_SENTENCE = re.compile(r"[^。；;]+[。；;]?")
_LABEL = re.compile(r"[^：:。；;]{1,20}[：:]")
_TITLE = re.compile(
    r"(?:对)?(.+?)的?(?:事项)?的?(?:后续|综合)?"
    r"(?:监督检查|监督管理|监督和指导|监管|监督)(?:制度|办法)?"
)


@dataclass(frozen=True)
class Quote:
    """A sentence of a regime, and the beginning of its item where it does not stand first."""

    label: str
    sentence: str


@dataclass(frozen=True)
class Inspection:
    """What a regime inspects. Texts are verbatim, empty where the list does not say it.

    ``frequencies`` are quotes (list of Quote); ``is_counted`` whether any gives a number.
    """

    subject: str
    object: str
    content: str
    frequencies: list[Quote]
    is_counted: bool


def inspection(regime):
    """The Inspection that a regime describes."""
    parts = regime.rows
    return Inspection(
        subject=subject(regime.title),
        object=_body_under("对象", parts),
        content=_body_under("内容", parts),
        frequencies=frequencies([(part.heading, part.body) for part in parts]),
        is_counted=any(re.search(COUNTED, part.body) for part in parts),
    )


def subject(title):
    """A title in one line without what all titles say: 对…的监督检查, …事项监管 (str)."""
    line = in_one_line(title)
    found = _TITLE.fullmatch(line)
    return found[1] if found else line


def frequencies(parts):
    """The sentences of some parts (heading, body) that say how often (list of Quote).

    Counts are taken from any part, words from the one on the manner; where neither says anything,
    words from the parts beside it.
    """
    return [
        quote
        for heading, body in parts
        for quote in _quotes(body, f"{COUNTED}|{WORDED}" if re.search(MANNER, heading) else COUNTED)
    ] or [
        quote
        for heading, body in parts
        if re.search(BESIDE, heading)
        for quote in _quotes(body, WORDED_OF_INSPECTING)
    ]


def _quotes(body, wanted):
    return [
        Quote(_label(line, sentence), sentence.strip())
        for line in body.split("\n")
        for sentence in _SENTENCE.findall(line)
        if re.search(wanted, sentence)
    ]


def _label(line, sentence):
    found = _LABEL.match(line)
    return found[0].strip() if found and not line.startswith(sentence) else ""


def _body_under(word, parts):
    """The text of the first part whose heading has a word (str)."""
    return next((part.body for part in parts if word in part.heading and part.body), "")
