"""The policy of the pages: the browser runs and loads nothing else."""

import pytest

INTRUDERS = {
    "inline script": "document.head.append(Object.assign(document.createElement('script'),"
    "{textContent: 'window.intruded = true'}))",
    "inline handler": "document.body.insertAdjacentHTML('beforeend',"
    '\'<img src="data:," onerror="window.intruded = true" alt="">\')',
    # Run later, since a browser lets what a test evaluates evaluate more.
    "eval": "setTimeout('window.intruded = true')",
    "script from another host": "document.head.append(Object.assign("
    "document.createElement('script'), {src: 'https://example.org/a.js'}))",
    "picture from another host": "new Image().src = 'https://example.org/a.png'",
    "data sent away": "fetch('https://example.org/', {method: 'POST', body: 'x'})"
    ".catch(() => 0)",
    "frame": "document.body.append(Object.assign(document.createElement('iframe'),"
    "{src: 'https://example.org/'}))",
}


@pytest.fixture
def watched(browser):
    """A page that remembers what its policy refused, and what it asked other hosts for."""
    context = browser.new_context()
    context.add_init_script(
        "window.refused = []; addEventListener('securitypolicyviolation',"
        "(event) => refused.push(event.violatedDirective))"
    )
    opened = context.new_page()
    opened.asked = []

    def answer(route):
        opened.asked.append(route.request.url)
        route.fulfill(body="")

    opened.route("https://example.org/**", answer)
    yield opened
    context.close()


@pytest.mark.parametrize("intruder", INTRUDERS)
def test_the_browser_refuses(watched, address, intruder):
    watched.goto(f"{address}/book/index.html")
    watched.evaluate(INTRUDERS[intruder])
    watched.wait_for_function("refused.length > 0", timeout=5000)
    assert not watched.evaluate("Boolean(window.intruded)")
    assert not watched.asked


def test_a_dark_page_is_dark_before_its_scripts_have_run(browser, server):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(f"{server}/book/index.html")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert max(int(value) for value in background[4:-1].split(", ")[:3]) < 64
