"""The small district that the tests of the whole site go over: it has every kind of page.

民政局 and 卫生局 share 养老服务; each has two editions, of which the second adds, changes, moves
and leaves out entries, and says some only with other punctuation.
"""

from departments.models import District
from tests.boundaries.factories import make_body, make_subject
from tests.correcting import make_correction
from tests.factories import (
    FIRST_DAY,
    SECOND_DAY,
    add_annex,
    add_duty,
    add_heading,
    add_matter,
    add_power,
    add_regime,
    add_service,
    make_department,
    make_draft,
    make_source,
    publish,
)
from tests.searching import make_phrase, make_word
from tests.topics import lead, lead_to_all, make_topic

QUESTION = "家里揭不开锅找谁"
DUTIES = {
    "D-0001": "负责城乡居民最低生活保障工作。",
    "D-0002": "负责特困人员供养工作",
    "D-0003": "负责婚姻登记管理工作",
    "D-0004": "负责殡葬管理工作",
}
CHANGED_DUTIES = {
    "D-0002": "负责特困人员救助供养工作，自受理之日起10日内办结",
    "D-0001": "负责城乡居民最低生活保障工作",
    "D-0003": "负责婚姻登记管理工作",
    "D-0005": "负责地名管理工作",
}
PARTS = [
    {"heading": "一、监督检查对象", "body": "依法登记的社会团体、基金会。"},
    {"heading": "二、监督检查方式", "body": "每年抽查 2 次，一次不少于 5 家。" * 12},
]


def make_site():
    """Publish the lists and what stands beside them (returns the number of a correction)."""
    civil = make_department(signboards=["衡阳市蒸湘区老龄工作委员会办公室"])
    health = make_department("weisheng", "卫生局")
    district = District.objects.get()
    civil.phone, civil.website = "0734-0000000", "https://www.example.gov.cn/"
    civil.save()
    _publish(civil, DUTIES, "指导养老机构建设", FIRST_DAY)
    _publish(health, {"D-0001": "负责医疗机构管理"}, "推进医养结合", FIRST_DAY)
    current = _publish(civil, CHANGED_DUTIES, "指导养老机构建设，牵头处置突发事件", SECOND_DAY)
    _publish(health, {"D-0001": "负责医疗机构和护理站管理"}, "推进医养结合", SECOND_DAY)
    make_body("minzheng", "民政局", department=civil, names=["区民政局"])
    make_body("weisheng", "卫生局", department=health, names=["区卫生局"])
    make_body(names=["公安蒸湘分局"])
    make_subject((civil, "B-0001"), (health, "B-0001"), keyword="养老", district=district)
    field = make_topic()
    lead_to_all(make_topic("jigou", "养老机构", parent=field), current)
    lead(field, health, "B-0001")
    make_word()
    for text in (QUESTION, "家里没米下锅"):
        make_phrase(civil, text)
    return make_correction().number


def _publish(department, duties, task, day):
    """One edition of a list that has every section (returns it)."""
    draft = make_draft(department, source=make_source())
    for code, text in duties.items():
        items = [{"text": "受理申请", "note": "含网上受理"}, f"审核并{text}"]
        add_duty(draft, text, items, code=code, source_line=10)
    parties = [
        {"name": "区民政局", "responsibility": f"牵头。{task}", "basis": "《老年人权益保障法》"},
        {"name": "区卫生局", "responsibility": "配合做好医养结合", "case": "某养老院"},
        {"name": "公安蒸湘分局", "responsibility": "维护治安秩序"},
    ]
    add_matter(draft, "社会养老服务体系建设", parties, code="B-0001", source_line=20)
    add_regime(draft, parts=PARTS, code="S-0001", source_line=30)
    items = [{"content": "解答婚姻登记问题", "handler": "婚姻登记处"}]
    add_service(draft, items=items, code="P-0001", source_line=40)
    basis = [{"sub_item": "新建", "basis": "《殡葬管理条例》第八条", "handler": "社会事务股"}]
    add_power(draft, "公益性公墓建设许可", basis, kind="行政许可", code="Q-0001", source_line=50)
    add_heading(draft)
    add_annex(draft)
    return publish(draft, day)
