from django.db.models import Q

from departments.pages.filters import ConditionFilter, has_row, section_filterset

from .inspections import BESIDE, COUNTED, MANNER, WORDED, WORDED_OF_INSPECTING
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
SAYS_COUNT = has_row(Regime, Q(body__regex=COUNTED))
SAYS_WORDS = has_row(
    Regime,
    Q(heading__regex=MANNER, body__regex=WORDED)
    | Q(heading__regex=BESIDE, body__regex=WORDED_OF_INSPECTING),
)


RegimeFilterSet = section_filterset(
    Regime,
    part=ConditionFilter(
        {kind: (word, has_row(Regime, Q(heading__contains=word))) for kind, word in KINDS.items()},
        label="写明的内容",
    ),
)

#: Regimes by how often they say that something is inspected.
SubjectFilterSet = section_filterset(
    Regime,
    frequency=ConditionFilter(
        {
            "counted": ("写明次数", SAYS_COUNT),
            "worded": ("只写定期、日常等", ~SAYS_COUNT & SAYS_WORDS),
            "none": ("未载明频次", ~SAYS_COUNT & ~SAYS_WORDS),
        },
        exclusive=True,
        label="检查频次",
    ),
)
