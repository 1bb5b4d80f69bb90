"""A document with a section of powers: it is imported as any other section is."""

from departments.models import Edition, SectionHeading
from departments.publishing.digests import edition_document
from portal.exchange.document import word
from portal.exchange.report import columns
from portal.exchange.uploading.drafts import draft_from_upload
from portal.exchange.writers.docx import to_docx
from powers.models import Power, PowerItem
from tests.portal.exchange.importing import report_of, run
from tests.portal.exchange.readers.documents import HEADERS, row

POWERS = "\n".join(
    [
        "五、权责事项\n",
        row(*HEADERS["powers"]),
        row(
            "1", "行政许可", "设立许可", "甲类许可", "《条例》第八条", "受理。", "违法的。", "一股"
        ),
        row("", "", "", "乙类许可", "", "", "", ""),
        row("2", "行政处罚", "对违法行为的处罚", "", "《条例》第九条", "立案。", "", "执法队"),
    ]
)


def test_powers_are_imported_with_their_items(db, tmp_path, lists, write):
    path = write(lists[0], POWERS)
    account = report_of(tmp_path, path, "--district", "430408")
    licence, penalty = Power.objects.order_by("position")
    assert (licence.code, licence.number, licence.kind, licence.name) == (
        "Q-0001",
        "1",
        "行政许可",
        "设立许可",
    )
    assert [item.sub_item for item in licence.rows] == ["甲类许可", "乙类许可"]
    (item,) = penalty.rows
    assert (item.basis, item.responsibility, item.accountability, item.handler) == (
        "《条例》第九条",
        "立案。",
        "",
        "执法队",
    )
    lines = path.read_text("utf-8").split("\n")
    assert all("类许可" in lines[item.source_line - 1] for item in licence.rows)
    assert SectionHeading.objects.filter(section="powers", text="五、权责事项").exists()
    assert len(edition_document(Edition.objects.get())["powers"]) == 2
    (document,) = account["documents"]
    assert document["totals"]["powers"] == 2
    assert document["totals"]["powers_rows"] == PowerItem.objects.count() == 3


def test_the_same_powers_again_change_nothing(db, lists, write):
    path = write(lists[0], POWERS)
    run(path, "--district", "430408")
    assert "没有改动" in run(path, "--district", "430408")
    assert Edition.objects.count() == 1


def test_powers_keep_their_codes_in_a_changed_list(db, lists, write):
    run(write(lists[0], POWERS), "--district", "430408", "--publish")
    first = row("1", "行政检查", "对执行条例的检查", "", "《条例》第十条", "检查。", "", "执法队")
    changed = POWERS.replace(row(*HEADERS["powers"]), row(*HEADERS["powers"]) + "\n" + first)
    run(write(lists[0], changed), "--district", "430408")
    draft = Edition.objects.drafts().get()
    codes = Power.objects.filter(edition=draft).order_by("position").values_list("code", flat=True)
    assert list(codes) == ["Q-0003", "Q-0001", "Q-0002"]


def test_powers_come_back_from_word_as_they_were(db, lists, write):
    run(write(lists[0], POWERS), "--district", "430408", "--publish")
    edition = Edition.objects.get()
    text = word.text_of(to_docx(edition))
    outcome = draft_from_upload(edition.department, "清单.txt", text.encode())
    assert (outcome.status, outcome.edition) == ("unchanged", edition)


def test_lists_without_powers_are_accounted_for_without_them(db, tmp_path, lists, write):
    account = report_of(tmp_path, write(*lists[:2]), "--district", "430408")
    (document,) = account["documents"]
    assert not any("powers" in key for key in document["totals"])
    assert not any("powers" in each["section_states"] for each in document["departments"])
    printed = run(write(lists[1], lists[2], POWERS, name="b.txt"), "--district", "430408")
    assert "权责事项" in printed
    assert list(columns([]).items())[-1] == ("annexes", "附录")
