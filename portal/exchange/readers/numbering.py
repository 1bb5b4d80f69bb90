"""Numbers at the head of a line: 一、 （一） 1、 (1) ① 第一章 第一部分.

The documents use them at every level, in every style and not always in order; what a numbered
line is must be judged from what stands around it. Here it is only taken apart.
"""

import re
from typing import NamedTuple

_DIGITS = "零一二三四五六七八九"
_CHINESE = "[零〇一二两三四五六七八九十百]{1,5}"
_STYLES = re.compile(
    rf"(?P<chapter>第\s{{0,3}}(?:{_CHINESE}|\d{{1,3}})\s{{0,3}}(?:章|部分))"
    rf"|(?P<chinese>{_CHINESE}\s{{0,3}}[、.．])"
    rf"|(?P<chinese_bracketed>[（(]\s{{0,3}}{_CHINESE}\s{{0,3}}[）)])"
    r"|(?P<arabic>\d{1,3}\s{0,3}[、.．](?!\d))"
    r"|(?P<arabic_bracketed>[（(]?\s{0,3}\d{1,3}\s{0,3}[）)])"
    r"|(?P<circled>[①-⑳])"
)
_CORE = re.compile(rf"{_CHINESE}|\d{{1,3}}")


class Numbering(NamedTuple):
    """A line's number as printed, its style and value, and the text behind it."""

    style: str
    value: int
    mark: str
    rest: str


def take_number(text):
    """The Numbering of a line, or None if it has none."""
    match = _STYLES.match(text)
    if not match:
        return None
    mark = match.group()
    return Numbering(match.lastgroup, _value(mark), mark, text[match.end() :].strip())


def _value(mark):
    core = _CORE.search(mark)
    if not core:
        return ord(mark) - ord("①") + 1
    digits = core.group()
    return int(digits) if digits.isdecimal() else chinese_value(digits)


def chinese_value(digits):
    """The value of a Chinese number below a thousand: 12 for 十二."""
    total = unit = 0
    for digit in digits.replace("〇", "零").replace("两", "二"):
        if digit == "百":
            total, unit = total + (unit or 1) * 100, 0
        elif digit == "十":
            total, unit = total + (unit or 1) * 10, 0
        else:
            unit = _DIGITS.index(digit)
    return total + unit
