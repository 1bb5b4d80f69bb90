"""What a page may cost: bytes, requests, and shifting while it loads. Sizes, not timings."""

import gzip
from dataclasses import dataclass, replace
from functools import cache

#: The most bytes, compressed, of all resources of a kind that one page loads.
BUDGETS = {"document": 60_000, "stylesheet": 20_000, "script": 30_000}
#: A page that has shifted by less stands still: a font that comes late may move a line by a hair.
STILL = 0.001
#: How much of the page has moved since it began to load.
WATCH_SHIFTS = """window.shifted = 0; new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
#: Whether a second has passed since a page was loaded.
IS_SETTLED = """() => {
    const { loadEventEnd } = performance.getEntriesByType("navigation")[0];
    return loadEventEnd && performance.now() > loadEventEnd + 1000;
}"""
#: What has moved until now: what the page did last is drawn first, and noted then.
SHIFTED = """() => new Promise(tell => requestAnimationFrame(() =>
    requestAnimationFrame(() => setTimeout(() => tell(window.shifted)))))"""


@dataclass(frozen=True)
class Cost:
    """What one visit cost: compressed bytes by the kind of resource, what it asked elsewhere, what
    the console said, how much moved.
    """

    weights: dict[str, int]
    elsewhere: list[str]
    complaints: list[str]
    shifted: float

    def too_heavy(self):
        """The kinds of resources that weigh more than they may (dict)."""
        return {
            kind: self.weights[kind] for kind, most in BUDGETS.items() if self.weights[kind] > most
        }


class Visit:
    """A page that is loaded, all that it asked for, and what the console said."""

    def __init__(self, page, url):
        self.page, self.asked, self.responses, self.said = page, [], [], []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("response", lambda response: self.responses.append(response))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.add_init_script(WATCH_SHIFTS)
        self.status = page.goto(url).status

    def cost(self, site):
        """What it has cost a second after it was loaded (Cost); to be asked before it is touched."""
        shifted = self._shifted()
        cost = Cost(
            weights=self._weights(),
            elsewhere=[url for url in self.asked if not url.startswith(f"{site.url}/")],
            # That a page meant to be missing is missing is no complaint.
            complaints=[text for text in self.said if "Failed to load resource" not in text],
            shifted=shifted,
        )
        if shifted < STILL:
            return cost
        # What moves once and not again is a busy machine that got the page in pieces, not the page.
        self.page.reload()
        return replace(cost, shifted=min(shifted, self._shifted()))

    def _shifted(self):
        self.page.wait_for_function(IS_SETTLED, polling=50)
        return self.page.evaluate(SHIFTED)

    def _weights(self):
        sums = dict.fromkeys(BUDGETS, 0)
        for response in self.responses:
            kind = response.request.resource_type
            sums[kind] = sums.get(kind, 0) + _compressed(response.body())
        return sums


@cache
def _compressed(body):
    """How many bytes are sent for a resource; most pages load the same ones."""
    return len(gzip.compress(body, 6))


def assert_cheap(cost):
    """Fails if a page is too heavy, asks elsewhere, complains, or moves within a second."""
    assert cost.too_heavy() == {}
    assert cost.elsewhere == []
    assert cost.complaints == []
    assert cost.shifted < STILL
