import re

import pytest

from departments.pages.citing import qr_code, reference
from tests.factories import add_matter, make_draft, publish

ADDRESS = "https://example.gov.cn/departments/minzheng/boundaries/B-0001/"


@pytest.mark.django_db
def test_a_reference_names_list_edition_section_code_address_and_digest():
    draft = make_draft()
    matter = add_matter(draft)
    edition = publish(draft)
    assert reference(matter, edition, ADDRESS) == (
        "《衡阳市蒸湘区民政局责任清单》（第 1 版，2024年1月1日起施行）“职责边界”部分 B-0001，"
        f"{ADDRESS}，摘要 {edition.digest[:12]}"
    )


def test_the_code_is_one_path_named_by_the_address():
    code = qr_code(ADDRESS)
    assert code.count("<path") == 1
    assert f"<title>二维码：{ADDRESS}</title>" in code
    assert "style=" not in code
    assert len(code) < 4000


def test_the_address_in_the_code_is_escaped():
    assert "<script>" not in qr_code("https://example.gov.cn/?<script>")


def test_another_address_is_another_code():
    drawn = [re.search(' d="([^"]+)"', qr_code(ADDRESS + page))[1] for page in ("", "x")]
    assert drawn[0] != drawn[1]
