"""How an entry is cited, on screen and on paper."""

import segno
from django.apps import apps
from django.utils.formats import date_format
from django.utils.safestring import mark_safe

#: So many digits of an edition's digest are enough to tell it from every other.
DIGITS = 12


def reference(entry, edition, address):
    """An entry of an edition as one cites it (str); ``address`` is its absolute address."""
    section = apps.get_app_config(entry._meta.app_label).verbose_name
    return (
        f"《{edition.department_name}{edition.list_type or '责任清单'}》"
        f"（{edition.label}，{date_format(edition.effective_from)}起施行）"
        f"“{section}”部分 {entry.code}，{address}，摘要 {edition.digest[:DIGITS]}"
    )


def qr_code(address):
    """An address as a QR code: an SVG element of one path, without inline style (safe HTML)."""
    code = segno.make_qr(address, error="m")
    # The library escapes the title, and writes nothing else of what it is given.
    return mark_safe(
        code.svg_inline(omitsize=True, svgclass="code", lineclass=None, title=f"二维码：{address}")
    )
