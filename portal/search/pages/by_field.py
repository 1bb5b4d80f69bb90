"""The departments by field of life, for whoever did not find a matter by its words."""

import re

#: Field and what the names of its bodies contain; a body may belong to several.
FIELDS = (
    ("上学、文化、体育", "教育|文化|体育"),
    ("看病、卫生、生育", "卫生|卫健|计生|计划生育|医疗|健康"),
    ("就业、社会保险", "人力资源|社会保障|人社"),
    ("救助、养老、婚姻登记", "民政(?!府)|残疾人|退役军人"),
    ("农业、林业、水利", "农业|林业|水利|畜牧|农机|乡村|自然资源"),
    ("住房、建设", "住房|建设|房产"),
    ("市容、环境", "城市管理|城管|环境|环保|环卫"),
    ("道路、出行", "交通|公路"),
    ("经商、旅游、消费", "经济贸易|商务|工信|旅游|市场|工商|粮食"),
    ("安全生产、防灾", "安全生产|安监|应急|人民防空"),
    ("法律援助、复议、调解", "司法|法制|信访"),
    ("财政、审计、统计", "财政|审计|统计"),
    ("发展规划、科技", "发展|科学技术|科技"),
    ("民族、宗教", "民族|宗教"),
)
OTHERS = "其他"


def by_field(bodies):
    """Bodies by field, in the order above (list of (field, list of NamedDepartment)).

    None is left out; one with several signboards may stand in several fields.
    """
    names = {one: "\n".join([one.name, *one.signboards]) for one in bodies}
    fields = {
        field: [one for one in names if re.search(pattern, names[one])] for field, pattern in FIELDS
    }
    placed = {one for members in fields.values() for one in members}
    fields[OTHERS] = [one for one in names if one not in placed]
    return [(field, members) for field, members in fields.items() if members]
