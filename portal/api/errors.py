"""Errors of the API: one shape, ``{"error": sentence}``, whoever finds them."""

from django.http import JsonResponse
from rest_framework.response import Response

from departments.reading.refusals import NotPublic, UnreadableDay
from portal.search.api import Refusal

SENTENCES = {
    400: "请求无法识别，请检查网址和参数的写法。",
    403: "不允许这样访问。",
    404: "没有这个地址。数据的地址末尾不带斜杠；全部地址见接口说明。",
    405: "数据接口只供读取，只接受 GET、HEAD 和 OPTIONS。",
}
OTHERWISE = "服务器出错，请稍后再试。"


class BadParameters(Exception):
    """Parameters of an address that cannot be used, each with sentences (dict of lists of str)."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = {name: [str(one) for one in found] for name, found in problems.items()}

    @property
    def sentence(self):
        """All of it as one text."""
        found = [f"参数 {name}：{' '.join(texts)}" for name, texts in self.problems.items()]
        return "\n".join(found)


class Gone(Exception):
    """What was here and is no more; ``instead`` is where it can be read now."""

    def __init__(self, sentence, instead):
        super().__init__(sentence)
        self.instead = instead


def answer_error(error, context):
    """The response to an exception of a view; None for what nobody foresaw, which is a 500."""
    if isinstance(error, BadParameters):
        return _answer(400, error.sentence, parameters=error.problems)
    if isinstance(error, UnreadableDay):
        return _answer(400, str(error), parameters={"on": [str(error)]})
    if isinstance(error, Refusal):
        return _answer(400, str(error))
    if isinstance(error, NotPublic):
        return _answer(404, str(error))
    if isinstance(error, Gone):
        return _answer(410, str(error), instead=error.instead)
    return None


def refusal(status, sentence, headers=None):
    """An error from outside the views of the API."""
    return JsonResponse(
        {"error": sentence},
        status=status,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


def sentence_for(status):
    return SENTENCES.get(status, OTHERWISE)


def _answer(status, sentence, **more):
    return Response({"error": sentence, **more}, status=status)
