from django.db.models import Q

from departments.filters import ConditionFilter, EntryFilterSet, has_row

from .models import Regime

#: Kinds of parts by the word that their printed headings have in common: 一、监督检查对象, …
KINDS = {
    "object": "对象",
    "content": "内容",
    "indicator": "指标",
    "method": "方式",
    "procedure": "程序",
    "measure": "措施",
    "handling": "处理",
    "standard": "标准",
    "process": "流程",
    "assessment": "考核",
}


class RegimeFilterSet(EntryFilterSet):
    searched = ("code", "title", "preamble", "parts__heading", "parts__body")
    excerpted = "body"

    part = ConditionFilter(
        {kind: (word, has_row(Regime, Q(heading__contains=word))) for kind, word in KINDS.items()},
        label="写明的内容",
    )

    class Meta:
        model = Regime
        fields = []
