"""Two ways to use a page: with a mouse, and with nothing but a keyboard."""

#: Whether what has the focus is seen to have it, and is seen at all (WCAG 2.4.7, 2.4.11).
SEEN = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    if (one == document.body) return null; // round once, and about to begin again
    // Within the box of a date, the browser shows where it is by itself.
    if (one.type == "date" && !one.matches(":focus-visible")) return null;
    const box = one.getBoundingClientRect();
    const isMarked = style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2;
    const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return isMarked && isInView ? null : one.outerHTML.slice(0, 200);
}"""
HAS_FOCUS = "one => one == document.activeElement"
#: Far more stops than any page of the small district has.
MOST_STOPS = 200


class Mouse:
    """Points and clicks."""

    def __init__(self, page):
        self.page = page

    def press(self, target):
        """Follow a link, or press a button."""
        target.click()

    def write(self, target, text):
        target.click()
        self.page.keyboard.type(text)

    def choose(self, radio):
        radio.check()

    def take_suggestion(self, option):
        option.click()


class Keyboard:
    """Tab, Enter, Space and the arrows; each stop on the way must be seen."""

    def __init__(self, page):
        self.page = page

    def press(self, target):
        self._go_to(target)
        is_button = target.evaluate("one => one.tagName == 'BUTTON'")
        self._key("Space" if is_button else "Enter")

    def write(self, target, text):
        self._go_to(target)
        self.page.keyboard.type(text)

    def choose(self, radio):
        self._go_to(radio.page.locator("input[type=radio]").first)
        self._key("Space")
        while not radio.is_checked():
            self._key("ArrowDown")

    def take_suggestion(self, option):
        while option.get_attribute("aria-selected") != "true":
            self._key("ArrowDown")
        self._key("Enter")

    def _go_to(self, target):
        """Tab to an element, over the skip link where that is the shorter way."""
        if self.page.evaluate("document.activeElement == document.body && !location.hash"):
            self._skip_to_main(target)
        for _ in range(MOST_STOPS):
            if target.evaluate(HAS_FOCUS):
                return
            self._key("Tab")
            assert self.page.evaluate(SEEN) is None
        raise AssertionError(f"没有走到 {target}")

    def _skip_to_main(self, target):
        self._key("Tab")
        assert self.page.locator(".skip-link").evaluate(HAS_FOCUS)
        assert self.page.evaluate(SEEN) is None
        if target.evaluate("one => one.closest('main') != null"):
            self._key("Enter")
            assert self.page.locator("main").evaluate(HAS_FOCUS)

    def _key(self, key):
        self.page.keyboard.press(key)
