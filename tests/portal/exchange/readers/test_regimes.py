"""How regimes are told apart in prose, where numbers are no guide."""

import pytest

from tests.portal.exchange.readers.documents import kinds, prose, read_list


def regimes(*lines):
    return read_list(prose(*lines)).entries["supervision"]


def outline(*lines):
    """Number and title of each regime, with the headings of its parts."""
    return [
        (regime.number, regime.title, [part.heading for part in regime.parts])
        for regime in regimes(*lines)
    ]


PARTS = ["一、监督检查对象", "二、监督检查内容"]
BURIAL = ["（一）公墓监督检查", "一、监督检查对象", "全县公墓。", "二、监督检查内容", "墓穴规格。"]


def test_a_regime_has_number_title_preamble_and_parts():
    regime = regimes(
        "（1） 公墓监督检查",
        "",
        "为加强公墓管理，制定本制度。",
        "一、监督检查对象",
        "全县公墓。",
        "",
        "二、监督检查内容",
        "（一）墓穴规格；",
        "（二）收费公示。",
    )[0]
    assert (regime.number, regime.title, regime.line) == ("（1）", "公墓监督检查", 5)
    assert regime.preamble == "为加强公墓管理，制定本制度。"
    assert [(part.heading, part.body, part.line) for part in regime.parts] == [
        ("一、监督检查对象", "全县公墓。", 8),
        ("二、监督检查内容", "（一）墓穴规格；\n（二）收费公示。", 11),
    ]


def test_a_title_may_follow_an_item_that_its_number_seems_to_continue():
    lines = [*BURIAL, "（一）墓穴占地不超标", "（二）养老机构监管", *PARTS]
    assert outline(*lines) == [
        ("（一）", "公墓监督检查", PARTS),
        ("（二）", "养老机构监管", PARTS),
    ]


def test_an_item_shaped_like_a_title_stays_in_its_part():
    lines = [*BURIAL, "（一）规格", "（二）追究过错责任，采取以下方式：", "1.通报批评；"]
    assert outline(*lines) == [("（一）", "公墓监督检查", PARTS)]


def test_a_last_item_with_the_number_of_a_regime_stays_in_its_part():
    lines = [*BURIAL, "（2） 伪造证件的，五年内不得从业。", "（2） 养老机构监管", *PARTS]
    assert [title for _, title, _ in outline(*lines)] == ["公墓监督检查", "养老机构监管"]


def test_a_regime_may_have_no_number():
    read = read_list(prose(*BURIAL, "", "养老机构监管", "", "为规范养老，制定本制度。", "", *PARTS))
    assert [regime.title for regime in read.entries["supervision"]] == [
        "公墓监督检查",
        "养老机构监管",
    ]
    assert read.entries["supervision"][1].preamble == "为规范养老，制定本制度。"
    assert kinds(read) == ["unnumbered-regime"]


def test_a_regime_may_have_no_title():
    read = read_list(prose(*BURIAL, *PARTS))
    assert [regime.title for regime in read.entries["supervision"]] == ["公墓监督检查", ""]
    assert kinds(read) == ["untitled-regime"]


def test_a_title_may_stand_on_two_lines():
    read = read_list(prose("（一）企业（除矿山外）", "", "安全生产监管", "", *PARTS))
    assert read.entries["supervision"][0].title == "企业（除矿山外）\n安全生产监管"
    assert kinds(read) == ["title-over-two-lines"]


@pytest.mark.parametrize(
    "numbers",
    [
        ("一、", "二、", "三、"),
        ("（一）", "（二）", "（三）"),
        ("1、", "2、", "3、"),
        ("（1）", "（2）", "（3）"),
    ],
    ids=lambda numbers: numbers[0],
)
@pytest.mark.parametrize("title", ["一、{}", "（一）{}", "1、{}", "（1） {}", "{}"])
def test_parts_are_known_whatever_the_style_of_numbers(numbers, title):
    names = ("监督检查对象", "监督检查内容", "监督检查方式")
    parts = [number + name for number, name in zip(numbers, names, strict=True)]
    lines = [title.format("公墓监督检查"), "为加强管理，制定本制度。"]
    for part in parts:
        lines += [part, "1.全县公墓；", "2.其他。"]
    assert [headings for _, _, headings in outline(*lines)] == [parts]


def test_titles_and_parts_may_bear_the_same_style_of_numbers():
    lines = ["一、公墓监督检查", *PARTS, "二、养老机构监管", *PARTS, "三、捐赠监管", *PARTS]
    assert outline(*lines) == [
        ("一、", "公墓监督检查", PARTS),
        ("二、", "养老机构监管", PARTS),
        ("三、", "捐赠监管", PARTS),
    ]


def test_a_part_with_a_number_of_another_style_is_still_a_part():
    read = read_list(prose(*BURIAL, "3、 监督检查方式", "现场检查。", "四、监督检查处理"))
    assert [part.heading for part in read.entries["supervision"][0].parts][2:] == [
        "3、 监督检查方式",
        "四、监督检查处理",
    ]
    assert kinds(read) == ["heading-number"]


def test_items_named_like_parts_stay_in_their_part():
    lines = ["（一）公墓监管", "一、监督检查对象", "二、监督检查内容和指标", "（一）监督检查内容"]
    lines += ["墓穴规格。", "（二）监督检查指标", "每年一次。", "三、监督检查方式"]
    assert outline(*lines)[0][2] == [
        "一、监督检查对象",
        "二、监督检查内容和指标",
        "三、监督检查方式",
    ]


def test_an_item_that_misses_its_forerunner_begins_no_regime():
    lines = [*BURIAL, "（二）汛期检查", "1、查看记录；", "2、听取汇报。", "三、监督检查方式"]
    assert outline(*lines) == [("（一）", "公墓监督检查", [*PARTS, "三、监督检查方式"])]


def test_a_first_part_may_be_missing():
    lines = [*BURIAL, "（二）养老机构监管", "全县养老机构。", "二、监督检查内容", "安全。"]
    assert outline(*lines)[1] == ("（二）", "养老机构监管", ["二、监督检查内容"])


def test_chapters_are_parts():
    lines = ["（1） 裁量基准", "第1章  婚姻登记", "一、处罚依据", "（1）轻微的，警告。"]
    lines += ["第二章  殡葬", "一、处罚依据", "警告。"]
    assert outline(*lines)[0][2] == ["第1章  婚姻登记", "第二章  殡葬"]


def test_plain_items_are_parts_where_a_regime_has_no_others():
    lines = [
        "（一）对属地职权的监督",
        "1、检查律师事务所。",
        "依据：《律师法》。",
        "2、检查法律援助。",
    ]
    assert outline(*lines)[0][2] == ["1、检查律师事务所。", "2、检查法律援助。"]


def test_a_regime_without_parts_is_all_preamble():
    lines = ["（一）公墓监管", "由民政局负责。", "（二）捐赠监管", "由民政局负责，财政局配合。"]
    assert [(regime.title, regime.preamble) for regime in regimes(*lines)] == [
        ("公墓监管", "由民政局负责。"),
        ("捐赠监管", "由民政局负责，财政局配合。"),
    ]


def test_prose_without_any_title_is_one_regime():
    regime = regimes("由民政局按照有关规定负责监督检查。")[0]
    assert (regime.number, regime.title, regime.preamble) == (
        "",
        "",
        "由民政局按照有关规定负责监督检查。",
    )


def test_a_number_that_does_not_go_on_from_the_last_is_reported():
    read = read_list(prose(*BURIAL, "（四）养老机构监管", *PARTS))
    assert [regime.number for regime in read.entries["supervision"]] == ["（一）", "（四）"]
    assert kinds(read) == ["heading-number"]
