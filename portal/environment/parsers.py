"""What the values of variables mean. Each parser takes a text and raises ValueError with a sentence."""

import re
from urllib.parse import urlsplit


def switch(text):
    if text.lower() in {"true", "yes", "on", "1"}:
        return True
    if text.lower() in {"false", "no", "off", "0"}:
        return False
    raise ValueError(f"“{text}”不是开关值，请写 true 或 false")


def one_of(*choices):
    def parse(text):
        if text.upper() not in choices:
            raise ValueError(f"“{text}”不在可选值之中，请写 {'、'.join(choices)} 之一")
        return text.upper()

    return parse


def seconds(text):
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"“{text}”不是秒数，请写不带单位的整数")
    return int(text)


def whole_number(smallest):
    def parse(text):
        if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) < smallest:
            raise ValueError(f"“{text}”不是不小于 {smallest} 的整数")
        return int(text)

    return parse


def rate(text):
    """So many times in so many seconds."""
    found = re.fullmatch(r"([1-9][0-9]{0,6})/(sec|min|hour|day)", text)
    if not found:
        raise ValueError(
            f"“{text}”不是速率，请写成 600/min 的形式，时间单位可用 sec、min、hour、day"
        )
    return int(found[1]), {"sec": 1, "min": 60, "hour": 3600, "day": 86400}[found[2]]


def district_code(text):
    if not re.fullmatch(r"[0-9]{6}", text):
        raise ValueError(f"“{text}”不是六位数字的行政区划代码")
    return text


def some_of(*words):
    """A parser for a comma-separated list of some of the words; ``none`` is the empty one."""

    def parse(text):
        chosen = [part.strip() for part in text.lower().split(",") if part.strip()]
        if chosen == ["none"]:
            return []
        for part in chosen:
            if part not in words:
                raise ValueError(
                    f"“{part}”不在可选值之中，请写 {'、'.join(words)} 中的几个，或 none"
                )
        return chosen

    return parse


def secure_url(text):
    """An address over HTTPS; on this machine itself HTTP will do."""
    parts = urlsplit(text)
    if not parts.hostname or (
        parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1"}
    ):
        raise ValueError(f"“{text}”不是 https:// 开头的地址")
    return text.rstrip("/")


def one_line(text):
    if len(text) > 200 or not text.isprintable():
        raise ValueError("应为一行文字，不超过 200 字")
    return text


def written_as(pattern, example):
    """A parser for a text that follows a pattern, of which the sentence shows an example."""

    def parse(text):
        if not re.fullmatch(pattern, text, re.ASCII):
            raise ValueError(f"“{text}”不符合格式，请写成 {example} 这样的形式")
        return text

    return parse


def each(pattern, hint):
    """A parser for a comma-separated list whose every part matches the pattern."""

    def parse(text):
        parts = [part.strip() for part in text.split(",") if part.strip()]
        for part in parts:
            if not re.fullmatch(pattern, part):
                raise ValueError(f"“{part}”{hint}")
        return parts

    return parse


def site_path(text):
    if not re.fullmatch(r"(/[\w.~-]+)*/?", text, re.ASCII):
        raise ValueError(
            f"“{text}”不是路径，请写成 /qzqd/ 这样以斜杠开头、只含字母数字和 . _ ~ - 的形式"
        )
    return text.rstrip("/")


def header(text):
    if not re.fullmatch(r"[A-Za-z0-9-]+", text):
        raise ValueError(f"“{text}”不是请求头的名称，请写成 X-Forwarded-Proto 这样的形式")
    return f"HTTP_{text.upper().replace('-', '_')}", "https"


def site_url(text):
    if not re.fullmatch(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?", text):
        raise ValueError(
            f"“{text}”不是网站地址，请写成 https://www.example.gov.cn 的形式，不带路径"
        )
    return text
