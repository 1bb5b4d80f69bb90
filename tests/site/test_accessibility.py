"""What of accessibility shows on some pages only, and that the measures find what they look for."""

import pytest

from tests.site.barriers import CUT, MOVING, SMALL
from tests.site.hands import SEEN
from tests.site.pages import OWN_PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.one_database]

#: What stays of an element's look where the system sets the colours.
SHAPE = """one => { const style = getComputedStyle(one), before = getComputedStyle(one, "::before");
    return [style.textDecorationLine, style.textDecorationStyle, style.fontWeight,
        style.borderTopStyle, style.borderTopWidth, style.borderBottomStyle,
        style.borderBottomWidth, style.borderLeftWidth, style.outlineStyle, before.content,
        one.tagName == "INPUT" ? one.checked : null].join(" ") }"""
#: Pairs of what differs by its state, on the page where it is seen.
STATES = {
    "department": (".site-nav a[aria-current]", ".site-nav a:not([aria-current])"),
    "duties-filtered": ("#facets a[aria-current]", "#facets a:not([aria-current])"),
    "compare": (".comparison ins", ".comparison del"),
    "display": ("input[name=size]:checked", "input[name=size]:not(:checked)"),
}


@pytest.mark.parametrize("name", STATES)
def test_states_are_seen_in_the_systems_own_colours(opened, name):
    (page_type,) = [one for one in OWN_PAGES if one.name == name]
    page = opened(page_type, forced_colors="active")
    one, other = (page.locator(selector).first for selector in STATES[name])
    assert one.evaluate(SHAPE) != other.evaluate(SHAPE)
    page.keyboard.press("Tab")
    assert page.evaluate(SEEN) is None


FAULTS = {
    CUT: "<p style='overflow: hidden; height: 10px'>一行<br>两行</p>",
    SMALL: "<button style='width: 10px; height: 10px; padding: 0'></button>",
    MOVING: "<p style='transition: all 1s'>x</p>",
}


@pytest.mark.parametrize(("measure", "fault"), FAULTS.items(), ids=["cut", "small", "moving"])
def test_a_fault_is_found(site, new_window, measure, fault):
    page = new_window(site.url)
    page.set_content("<!doctype html><p>x</p><button>够大的按钮</button>")
    assert page.evaluate(measure) == []
    page.set_content(f"<!doctype html>{fault}")
    assert len(page.evaluate(measure)) == 1


def test_a_focus_that_cannot_be_seen_is_found(site, new_window):
    page = new_window(site.url)
    page.set_content("<!doctype html><a href=''>x</a><a href='' style='outline: none'>y</a>")
    marked = "<style>:focus-visible { outline: 3px solid }</style>"
    page.locator("html").evaluate(
        "(one, style) => one.insertAdjacentHTML('beforeend', style)", marked
    )
    page.keyboard.press("Tab")
    assert page.evaluate(SEEN) is None
    page.keyboard.press("Tab")
    assert "y" in page.evaluate(SEEN)
