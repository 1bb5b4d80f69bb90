"""What a machine can measure of a page in a browser: barriers that axe does not look for.

Each is a script for ``page.evaluate`` that gives the faults, cut short; [] for a page without any.
"""

from axe_playwright_python.sync_playwright import Axe

from tests.site.hands import SEEN

#: The least room that a line needs to be read (WCAG 1.4.12), set by the reader.
SPACED = """sheet = new CSSStyleSheet(), sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`), document.adoptedStyleSheets = [sheet], null"""
UNFOLD = """document.querySelectorAll("details:not([open])").forEach(one => {
    one.open = true, one.dataset.unfolded = "" })"""
#: Takes back what the two above did, and gives the focus away.
AS_LOADED = """document.querySelectorAll("[data-unfolded]").forEach(one => {
    one.open = false, delete one.dataset.unfolded });
    document.adoptedStyleSheets = [], document.activeElement.blur(), scrollTo(0, 0)"""
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
#: What can have the focus and does not show it.
UNSEEN = f"""[...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter(one => one.checkVisibility() && one.tabIndex >= 0)
    .map(one => {{ one.focus({{ focusVisible: true }}); return ({SEEN})(); }}).filter(Boolean)"""


def barriers(page, rules):
    """What axe finds on a page, everything unfolded."""
    page.evaluate(UNFOLD)
    # Whatever is as it should be would be told at length.
    options = rules | {"resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
