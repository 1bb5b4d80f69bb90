"""What a page may cost: bytes, requests, and shifting while it loads. Sizes, not timings."""

import gzip

#: The most bytes, compressed, of all resources of a kind that one page loads.
BUDGETS = {"document": 60_000, "stylesheet": 20_000, "script": 30_000}
WIDTHS = (360, 1280)
#: How much of the page has moved since it began to load.
WATCH_SHIFTS = """window.shifted = 0; new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
A_SECOND = 1000


class Visit:
    """A page that is loaded at a width, all that it asked for, and what the console said."""

    def __init__(self, page, url):
        self.page, self.asked, self.responses, self.said = page, [], [], []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("response", lambda response: self.responses.append(response))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.add_init_script(WATCH_SHIFTS)
        page.goto(url)

    def weights(self):
        """Compressed bytes by the kind of resource (dict)."""
        sums = dict.fromkeys(BUDGETS, 0)
        for response in self.responses:
            kind = response.request.resource_type
            sums[kind] = sums.get(kind, 0) + len(gzip.compress(response.body(), 6))
        return sums

    def asked_elsewhere(self, site):
        return [url for url in self.asked if not url.startswith(f"{site.url}/")]

    def complaints(self):
        """What the console said, but that a page meant to be missing is missing."""
        return [text for text in self.said if "Failed to load resource" not in text]


def assert_cheap(new_window, site, address):
    """Fails if a page is too heavy, asks elsewhere, complains, or moves within a second."""
    visits = [Visit(new_window(site.url, width), site.url + address) for width in WIDTHS]
    visits[-1].page.wait_for_timeout(A_SECOND)
    for visit in visits:
        weights = visit.weights()
        assert {kind: weights[kind] for kind, most in BUDGETS.items() if weights[kind] > most} == {}
        assert visit.asked_elsewhere(site) == []
        assert visit.complaints() == []
        assert visit.page.evaluate("window.shifted") == 0
