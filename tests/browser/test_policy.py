"""The policy of the pages: the browser runs and loads nothing else."""

import pytest

# What intrudes, and the part of the policy that refuses it.
INTRUDERS = {
    "inline script": (
        "document.head.append(Object.assign(document.createElement('script'),"
        "{textContent: 'window.intruded = true'}))",
        "script-src-elem",
    ),
    "inline handler": (
        "document.body.insertAdjacentHTML('beforeend',"
        '\'<img src="data:," onerror="window.intruded = true" alt="">\')',
        "script-src-attr",
    ),
    # Run later, since a browser lets what a test evaluates evaluate more.
    "text as code": ("setTimeout('window.intruded = true')", "script-src"),
    "foreign script": (
        "document.head.append(Object.assign(document.createElement('script'),"
        "{src: 'https://example.org/a.js'}))",
        "script-src-elem",
    ),
    "foreign picture": ("new Image().src = 'https://example.org/a.png'", "img-src"),
    "data sent away": (
        "fetch('https://example.org/', {method: 'POST', body: 'x'}).catch(() => 0)",
        "connect-src",
    ),
    "frame": (
        "document.body.append(Object.assign(document.createElement('iframe'),"
        "{src: 'https://example.org/'}))",
        "frame-src",
    ),
}
REFUSED = """new Promise((resolve) => {
  const listen = ({violatedDirective}) => resolve(violatedDirective);
  document.addEventListener("securitypolicyviolation", listen);
  setTimeout(() => resolve("nothing was refused"), 5000);
  %s;
})"""


@pytest.mark.parametrize("intruder", INTRUDERS)
def test_the_browser_refuses(browser, address, intruder):
    attempt, directive = INTRUDERS[intruder]
    asked = []
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "https://example.org/**", lambda route: (asked.append(route), route.fulfill())
    )
    page.goto(f"{address}/book/index.html")
    assert page.evaluate(REFUSED % attempt) == directive
    assert not page.evaluate("Boolean(window.intruded)")
    assert not asked
    context.close()


def test_a_dark_page_is_dark_before_its_scripts_have_run(browser, server):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(f"{server}/book/index.html")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert max(int(value) for value in background[4:-1].split(", ")[:3]) < 64
