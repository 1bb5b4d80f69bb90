"""A list with all that a list can have: powers, groups, further columns, annexes with tables, notes.

Each text says where it stands and stands once, so that a test can look for it in any output.
"""

from tests.factories import (
    FIRST_DAY,
    add_annex,
    add_duty,
    add_matter,
    add_note,
    add_power,
    add_regime,
    add_service,
    make_department,
    make_draft,
    publish,
)

#: A table of an annex, and one of which a head is empty.
TABLES = [
    {
        "headings": ["环节", "时限"],
        "rows": [["受理环节", "五个工作日"], ["审核环节", "十个工作日"]],
    },
    {"headings": ["", "监督电话"], "rows": [["机关纪委", "0734-8851234"]]},
]
ANNEX_TEXTS = ["权责办理流程", "各环节依次办理。", "责任追究机制", "依法追究责任。"]
NOTE_TEXTS = ["注：本表依申请事项不收费。", "编制单位（盖章）二〇二六年十一月"]


def extras(**texts):
    """Further columns by their headings, as records keep them."""
    return [{"heading": heading, "text": text} for heading, text in texts.items()]


def fill_whole(draft):
    """Give a draft entries of all sections, and all that stands beside (returns the draft)."""
    add_duty(
        draft,
        "负责城乡居民最低生活保障",
        group="一、社会救助",
        items=[
            {
                "text": "受理低保申请",
                "note": "与街道共同承担",
                "extras": extras(联系电话="0734-8850001"),
            },
            {"text": "核查家庭收入", "extras": extras(联系电话="0734-8850002")},
        ],
    )
    add_duty(
        draft,
        "负责婚姻登记管理",
        group="二、社会事务",
        extras=extras(责任科室="社会事务股"),
        items=[],
    )
    add_matter(
        draft,
        "养老机构安全监管",
        group="三、养老服务",
        extras=extras(牵头时限="每季度一次"),
        parties=[
            {
                "name": "区民政局",
                "responsibility": "负责养老机构的备案",
                "basis": "《养老机构管理办法》",
                "extras": extras(联络员="民政联络员"),
            },
            {
                "name": "区消防大队",
                "responsibility": "负责消防检查",
                "case": "某养老院火灾隐患整改案",
            },
        ],
    )
    add_regime(
        draft,
        "对社会团体的监管",
        preamble="为规范社会团体活动，制定本制度。",
        group="四、登记管理",
        extras=extras(监管层级="区级"),
        parts=[
            {
                "heading": "一、监督检查对象",
                "body": "本区登记的社会团体。",
                "extras": extras(检查表="表一"),
            },
        ],
    )
    add_service(
        draft,
        "婚姻登记咨询",
        group="五、便民服务",
        items=[
            {
                "content": "解答婚姻登记问题",
                "handler": "婚姻登记处",
                "extras": extras(办理地点="政务大厅三楼"),
            }
        ],
    )
    _add_powers(draft)
    _add_beside(draft)
    return draft


def make_whole_list(department=None, effective_from=FIRST_DAY):
    """A published edition with all that a list can have."""
    return publish(fill_whole(make_draft(department or make_department())), effective_from)


def _add_powers(draft):
    add_power(
        draft,
        "公益性公墓建设许可",
        kind="行政许可",
        group="六、行政许可",
        extras=extras(法定时限="二十个工作日", 收费标准="不收费"),
        items=[
            {
                "sub_item": "农村公益性墓地许可",
                "basis": "《殡葬管理条例》第八条",
                "responsibility": "1．受理责任：公示应当提交的材料。\n2．审查责任：提出审查意见。",
                "accountability": "对不符合条件的准予许可的，追究责任。",
                "handler": "社会事务股",
                "extras": extras(行使层级="区级行使"),
            },
            {"sub_item": "墓地扩建许可", "handler": "基层政权股"},
        ],
    )
    add_power(
        draft,
        "对违规募捐的处罚",
        kind="行政处罚",
        group="七、行政处罚",
        items=[
            {
                "basis": "《慈善法》第一百零七条",
                "responsibility": "立案责任：发现违法行为的，予以立案。",
                "accountability": "没有法律依据实施处罚的，追究责任。",
                "handler": "慈善事业股",
            }
        ],
    )


def _add_beside(draft):
    heading, body, last, last_body = ANNEX_TEXTS
    add_annex(draft, heading, body, position=1, after="powers", tables=TABLES)
    add_annex(draft, last, last_body, position=2)
    add_note(draft, NOTE_TEXTS[0], position=1, after="services")
    add_note(draft, NOTE_TEXTS[1], position=2)
