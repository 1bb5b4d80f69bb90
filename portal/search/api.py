"""``GET /api/v1/search``: the answer to a question as Search JSON (DESIGN)."""

from departments.reading.refusals import NotPublic

from .districts import chosen_district
from .language.understanding import clean
from .log.querylog import log_query
from .serialize import answer_json
from .service import MOST, ask

LIMIT = 20
NO_QUESTION = "请用 q= 写明要查的事，如 ?q=老人高龄补贴怎么领。"
NO_LISTS = "还没有公布的清单。"


class Refusal(Exception):
    """The request cannot be answered; the text is for whoever sent it."""


def search_json(params):
    """The answer to the parameters of an address, as plain values (dict). Raises Refusal."""
    question = clean(params.get("q", ""))
    if not question:
        raise Refusal(NO_QUESTION)
    district = _district(params.get("district", ""))
    answer, took_ms = ask(question, district, _limit(params.get("limit", "")))
    log_query(answer, district)
    return answer_json(answer, took_ms)


def _district(code):
    try:
        district = chosen_district(code)
    except NotPublic as unknown:
        raise Refusal(str(unknown)) from None
    if district is None:
        raise Refusal(NO_LISTS)
    return district


def _limit(text):
    """The most entries wanted, a number from 1; more than MOST are never given."""
    if not text:
        return LIMIT
    if not text.isascii() or not text.isdigit() or not int(text[:9]):
        raise Refusal(f"limit=“{text[:20]}”不是正整数，请写 1 到 {MOST} 之间的整数。")
    return min(int(text[:9]), MOST)
