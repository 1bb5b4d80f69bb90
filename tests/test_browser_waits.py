"""Tests in a browser wait for what a page comes to: none reads it at once, or waits for a time.

What is clicked leads on while the test goes on; only what ``expect`` and the ``wait_for`` of
Playwright look at again and again is sure to be said of the page that comes.
"""

import ast
from functools import cache

import pytest
from django.conf import settings

TESTS = settings.BASE_DIR / "tests"

#: What reads a page as it is at this moment.
READS = {
    *("is_visible", "is_hidden", "is_checked", "is_enabled", "is_disabled", "is_editable"),
    *("inner_text", "inner_html", "text_content", "all_inner_texts", "all_text_contents"),
    *("input_value", "get_attribute", "query_selector", "query_selector_all", "is_focused"),
}
#: What waits for a time, or for the lines to be quiet for one.
TIMES = {"wait_for_timeout", "sleep"}
#: What leads on to another page, or may.
STEPS = {"click", "dblclick", "tap", "go_back", "go_forward"}
STEP_KEYS = {"Enter", "Space"}
#: What looks at the page, or at what a step has written, as it is at this moment.
LOOKS = {"evaluate", "evaluate_all", "bounding_box", "objects", "refresh_from_db", "url"}

#: Functions that may read at once, by file, and why.
ALLOWED = {
    # The key that moves the choice has done so when it returns.
    "tests/site/hands.py": {"choose", "take_suggestion"},
    # The text is needed, not judged, and it waits for its element on a page waited for before.
    "tests/site/test_journey.py": {"send_a_correction"},
    "tests/portal/accounts/signin/test_in_browser.py": {
        "test_a_reviewer_sets_up_a_second_factor_and_signs_in_with_it"
    },
    "tests/portal/open_data/test_structured_data.py": {
        "test_the_policy_lets_the_data_be_and_nothing_in_it_runs"
    },
    # The time between two clicks is what these are about; nothing waits on it.
    "tests/portal/accounts/one_time/test_twice.py": {"click_twice"},
}


@cache
def browser_tests():
    """The modules that drive a browser, as trees by their path."""
    sources = {path: path.read_text() for path in sorted(TESTS.rglob("*.py"))}
    return {
        str(path.relative_to(settings.BASE_DIR)): ast.parse(source)
        for path, source in sources.items()
        if "mark.browser" in source or "playwright" in source or path.parent.name == "site"
        if path.name != "test_browser_waits.py"
    }


def name_of(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def counts_at_once(call):
    """Whether it is the ``count()`` of elements, and not of records."""
    return name_of(call) == "count" and not call.args and "objects" not in ast.unparse(call)


def waits_for_quiet(call):
    return any(getattr(one, "value", "") == "networkidle" for one in call.args)


def is_step(statement):
    """Whether a statement ends with what may lead on."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    call = statement.value
    key = getattr(call.args[-1], "value", "") if call.args else ""
    return name_of(call) in STEPS or name_of(call) == "press" and key in STEP_KEYS


def looks(statement):
    """Whether a statement looks at what is there at this moment."""
    return any(getattr(node, "attr", "") in LOOKS for node in ast.walk(statement))


def hasty(function):
    """The lines in which a function does not wait (set)."""
    found = {
        call.lineno
        for call in calls(function)
        if name_of(call) in READS | TIMES or counts_at_once(call) or waits_for_quiet(call)
    }
    for node in ast.walk(function):
        for block in (getattr(node, "body", ()), getattr(node, "orelse", ())):
            block = block if isinstance(block, list) else []
            pairs = zip(block, block[1:], strict=False)
            found |= {after.lineno for step, after in pairs if is_step(step) and looks(after)}
    return found


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def hasty_functions(path):
    return {one.name for one in functions(browser_tests()[path]) if hasty(one)}


def test_there_are_tests_in_a_browser():
    assert len(browser_tests()) > 20


@pytest.mark.parametrize("path", browser_tests())
def test_none_reads_a_page_at_once(path):
    found = {
        f"{path}:{line} {function.name}"
        for function in functions(browser_tests()[path])
        if function.name not in ALLOWED.get(path, ())
        for line in hasty(function)
    }
    assert found == set()


def test_every_exception_is_needed():
    assert {path: names - hasty_functions(path) for path, names in ALLOWED.items()} == (
        dict.fromkeys(ALLOWED, set())
    )


@pytest.mark.parametrize(
    "source",
    [
        "assert page.get_by_text('x').is_visible()",
        "assert not any(one.is_checked() for one in boxes)",
        "assert page.locator('li').count() == 3",
        "page.wait_for_timeout(100)",
        "time.sleep(1)",
        "page.wait_for_load_state('networkidle')",
        "page.click('a')\nassert page.url.endswith('/x/')",
        "page.keyboard.press('Enter')\nassert page.evaluate('x') == 1",
        "with page:\n    button.click()\n    assert Edition.objects.count() == 1",
    ],
)
def test_haste_is_found(source):
    lines = "\n".join(f"    {line}" for line in source.splitlines())
    (function,) = functions(ast.parse(f"def test():\n{lines}"))
    assert hasty(function)


@pytest.mark.parametrize(
    "source",
    [
        "page.click('a')\nexpect(page.locator('li')).to_have_count(3)",
        "page.click('a')\npage.get_by_text('x').wait_for()\nassert Edition.objects.count() == 1",
        "page.keyboard.press('Tab')\nassert page.evaluate('x') == 1",
    ],
)
def test_waiting_is_not(source):
    lines = "\n".join(f"    {line}" for line in source.splitlines())
    (function,) = functions(ast.parse(f"def test():\n{lines}"))
    assert not hasty(function)
