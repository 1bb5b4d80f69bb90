"""Make the pictures of the walks in docs/: serve a demonstration, walk it, and take them on the way.

    .venv/bin/python -m tools.pictures

The site's data lie in a temporary directory. What the walks tell to press is pressed here by the
same words, so this fails where a walk has become untrue.
"""

import re
import tempfile
from pathlib import Path

from openpyxl import load_workbook

from tools.demonstration import ROOT, chromium, demonstration, sign_in

IMAGES = ROOT / "docs" / "images"
#: The window, and how much smaller its pictures are.
SIZE, SCALE = {"width": 1120, "height": 660}, 0.85


def main():
    with demonstration() as (address, password), chromium() as browser:
        for username, walk in (
            ("anjian", mend_what_was_returned),
            ("minzheng", draft_and_import),
            ("fazhiban", read_the_dossier),
            ("shenji", answer_another_department),
            ("fazhiban", approve),
            ("gongbu", publish),
        ):
            page = browser.new_page(viewport=SIZE, device_scale_factor=SCALE, base_url=address)
            sign_in(page, username, password)
            walk(page)
            page.close()


def mend_what_was_returned(page):
    take(page, "queue")
    follow(page, "修改后重新提交")
    take(page, "returned", at="main")
    follow(page, "修改草稿")
    take(page, "draft")
    follow(page, "填写申请")
    page.get_by_label("依据", exact=True).fill("《中华人民共和国安全生产法》第八十条第一款")
    press(page, "保存")
    follow(page, "提交审查")
    press(page, "提交")


def draft_and_import(page):
    follow(page, "拟订")
    follow(page, "拟订调整")
    page.get_by_label("变更", exact=True).check()
    page.get_by_label("部门职能调整").check()
    press(page, "建立草稿")
    follow(page, "改动 D-0018")
    page.get_by_role("group", name="具体工作事项 1").get_by_label("备注").fill("每季度公布一次")
    take(page, "entry", at="[data-rows]")
    press(page, "保存")
    follow(page.locator("#services"), "用表格导入、导出")
    with tempfile.TemporaryDirectory() as directory:
        page.get_by_label("文件").first.set_input_files(exported(page, Path(directory)))
        press(page, "上传并检查")
        take(page, "import")
    press(page, "确认导入")


def exported(page, directory):
    """The exported spreadsheet, with other words in one cell and a new row (returns its Path)."""
    with page.expect_download() as download:
        follow(page, "导出 XLSX")
    file = directory / download.value.suggested_filename
    download.value.save_as(file)
    book = load_workbook(file)
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["承办机构"], "救灾救济股、办公室")
    sheet.cell(sheet.max_row + 1, columns["服务事项"], "婚姻家庭辅导")
    book.save(file)
    return file


def read_the_dossier(page):
    follow(page, "审查")
    take(page, "dossier", at="main")
    page.locator("#B-0008 ~ .talk").get_by_text("另提一条意见").click()
    take(page, "changes", at="#B-0008 .row + .row")


def answer_another_department(page):
    follow(page, "答复意见")
    page.get_by_label("同意", exact=True).check()
    page.get_by_label("说明").fill("审计结果可以告知区民政局，同意。")
    take(page, "opinion", at="main")
    press(page, "答复")


def approve(page):
    follow(page, "审查")
    press(page, "办结")
    follow(page, "通过")
    page.get_by_label("审查意见").fill("改动有法律依据，涉及的部门都已确认，同意。")
    take(page, "approve")
    press(page, "通过")


def publish(page):
    follow(page.locator("main"), "公布")
    page.get_by_label("公布文号").fill("蒸政办发〔2026〕7号")
    press(page, "看公布后会怎样")
    take(page, "publish")
    press(page, "公布")
    take(page, "act")
    follow(page, "打印")
    take(page, "notice", at="main")
    follow(page, "审计记录")
    take(page, "audit")


def follow(place, name):
    """Follow the first link of this name on a page or in a part of it.

    What stands behind the name for those who do not see the page begins with a colon.
    """
    place.get_by_role("link", name=re.compile(rf"^{name}\s*(：|$)")).first.click()


def press(page, name):
    """Press the first button whose name begins so, and wait for the page that it leads to."""
    with page.expect_navigation():  # what is typed is kept before a form is sent
        page.get_by_role("button", name=re.compile(rf"^{name}")).first.click()


def take(page, name, at="body"):
    """Write what the window shows from an element on to docs/images/."""
    page.locator(at).first.evaluate(
        "place => window.scrollTo(0, scrollY + place.getBoundingClientRect().top - 20)"
    )
    page.screenshot(path=IMAGES / f"walk-{name}.png")


if __name__ == "__main__":
    main()
