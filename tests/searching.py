"""What tests of the search are made of: phrases, words, and a pair of departments to ask."""

from hypothesis import strategies as st

from portal.search.models import AskingPhrase, VocabularyWord
from tests.factories import (
    FIRST_DAY,
    add_duty,
    add_matter,
    add_service,
    make_department,
    make_draft,
    publish,
)

#: Control characters, emoji and lone surrogates too.
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def make_phrase(department, text="家里揭不开锅找谁", code="D-0001"):
    return AskingPhrase.objects.create(department=department, code=code, text=text)


def make_word(word="揭不开锅", term="最低生活保障", **fields):
    return VocabularyWord.objects.create(word=word, term=term, **fields)


def make_lists(district=None):
    """Two published lists: 民政局 with a duty, a matter and a service; 卫生局 with a duty."""
    civil = make_department("minzheng", "民政局", district=district)
    health = make_department("weisheng", "卫生局", district=district)
    draft = make_draft(civil)
    add_duty(draft, "负责城乡居民最低生活保障工作", items=["受理低保申请", "审批低保待遇"])
    parties = [
        {"name": "区民政局", "responsibility": "牵头做好养老机构管理"},
        {"name": "区卫生局", "responsibility": "配合做好医养结合"},
    ]
    add_matter(draft, "社会养老服务体系建设", parties=parties)
    add_service(draft, "婚姻登记咨询", items=["解答结婚、离婚登记问题"])
    publish(draft, FIRST_DAY)
    other = make_draft(health)
    add_duty(other, "负责医疗机构管理", items=["查处无证行医"])
    publish(other, FIRST_DAY)
    return civil, health
