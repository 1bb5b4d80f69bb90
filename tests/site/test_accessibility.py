"""What a machine can tell of WCAG 2.2 AA, on every kind of page; docs/accessibility.md has the rest.

Pictures of all pages are left in ``var/screenshots`` for people to look at.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.site.hands import SEEN
from tests.site.pages import OWN_PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PICTURES = settings.BASE_DIR / "var" / "screenshots"
#: Axe's own rules of good practice too, and the size of targets, which it leaves off by itself.
RULES = {"rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDTHS = {"phone": 360, "desktop": 1280}
LOOKS = {"light": {}, "dark": {"color_scheme": "dark"}, "large": {"look": "largest."}}
#: Where axe looks, and for what: large text is tightest on a phone, and in the dark only what
#: depends on colours can differ.
LOOKED_AT = {"light": ("desktop", RULES), "dark": ("desktop", COLOURS), "large": ("phone", RULES)}
#: The least room that a line needs to be read (WCAG 1.4.12), set by the reader.
SPACED = """sheet = new CSSStyleSheet(), sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`), document.adoptedStyleSheets = [sheet], null"""
UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)"
#: Elements that hide a part of their text, but those that only hearing is meant to find.
CUT = """[...document.body.querySelectorAll("*")].filter(one => {
    const style = getComputedStyle(one), hides = value => ["hidden", "clip"].includes(value);
    const isShown = one.clientWidth > 1 && one.clientHeight > 1 && one.checkVisibility();
    return isShown && one.textContent.trim()
        && (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1
            || hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map(one => one.outerHTML.slice(0, 200))"""
#: Controls smaller than 24 px; links in running text may be as high as their line.
SMALL = """[...document.querySelectorAll("button, input, select, textarea, summary")]
    .filter(one => one.checkVisibility() && !one.closest("[aria-hidden=true]"))
    .map(one => [one, (one.closest("label") ?? one).getBoundingClientRect()])
    .filter(([one, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([one]) => one.outerHTML.slice(0, 200))"""
MOVING = """[...document.querySelectorAll("*")].filter(one => {
    const style = getComputedStyle(one);
    const lasts = text => text.split(",").some(part => parseFloat(part) > 0.01);
    return lasts(style.transitionDuration) || style.animationName != "none"
        && lasts(style.animationDuration) || style.scrollBehavior == "smooth";
}).map(one => one.outerHTML.slice(0, 100))"""
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

#: What can have the focus and does not show it.
UNSEEN = f"""[...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter(one => one.checkVisibility() && one.tabIndex >= 0)
    .map(one => {{ one.focus({{ focusVisible: true }}); return ({SEEN})(); }}).filter(Boolean)"""

each_page = pytest.mark.parametrize("page_type", OWN_PAGES, ids=lambda one: one.name)


def barriers(page, rules):
    """What axe finds on a page, everything unfolded."""
    page.evaluate(UNFOLD)
    found = Axe().run(page, options=rules).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def picture(page_type, device, look):
    return PICTURES / f"{page_type.name}-{device}-{look}.jpg"


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("look", LOOKS)
@each_page
def test_axe_finds_no_barrier(opened, page_type, look):
    page = opened(page_type, **LOOKS[look])
    looked_at, rules = LOOKED_AT[look]
    for device, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=picture(page_type, device, look), full_page=True, quality=60)
        if device == looked_at:
            assert barriers(page, rules) == []


@each_page
def test_a_page_has_its_language_one_heading_and_its_landmarks(opened, page_type):
    page = opened(page_type)
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.get_by_role("heading", level=1).count() == 1
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.locator("nav:not([aria-label], [aria-labelledby])").count() == 0


@pytest.mark.parametrize(
    "view",
    [
        {"width": 320},
        {"width": 320, "look": "largest."},
        {"width": 640, "height": 400, "device_scale_factor": 2},
    ],
    ids=["320px", "320px-large", "zoom-200"],
)
@each_page
def test_nothing_is_wider_than_a_small_screen(opened, page_type, view):
    page = opened(page_type, **view)
    page.evaluate(UNFOLD)
    assert not scrolls_sideways(page)
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@each_page
def test_wider_spacing_of_the_text_loses_nothing(opened, page_type, width):
    page = opened(page_type, width)
    page.evaluate(UNFOLD)
    page.evaluate(SPACED)
    assert page.evaluate(CUT) == []
    assert not scrolls_sideways(page)


@each_page
def test_nothing_moves_for_those_who_want_it_still(opened, page_type):
    page = opened(page_type, reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("name", STATES)
def test_states_are_seen_in_the_systems_own_colours(opened, name):
    (page_type,) = [one for one in OWN_PAGES if one.name == name]
    page = opened(page_type, forced_colors="active")
    one, other = (page.locator(selector).first for selector in STATES[name])
    assert one.evaluate(SHAPE) != other.evaluate(SHAPE)
    page.keyboard.press("Tab")
    assert page.evaluate(SEEN) is None


@each_page
def test_whatever_can_have_the_focus_shows_it(opened, page_type):
    page = opened(page_type, WIDTHS["phone"])
    page.evaluate(UNFOLD)
    assert page.evaluate(UNSEEN) == []


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
