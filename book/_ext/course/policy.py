"""What a page may load and do: nothing but the site's own files.

The browser enforces it, so that neither a mistake nor a planted script can send away
what somebody draws or opens on these pages. The policy stands in the page itself, since
a site that is opened from a folder has no server to send it.
"""

import base64
import hashlib

# Before anything is drawn, or a dark page would flash in white.
FIRST_SCRIPT = """
{
  const mode = localStorage.getItem("mode") || "auto";
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const theme = mode === "auto" ? system : mode;
  Object.assign(document.documentElement.dataset, { mode, theme });
}
"""


def digest(script):
    """Give the source expression that lets this one inline script run.

    See https://www.w3.org/TR/CSP3/#grammardef-hash-source.
    """
    sha256 = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(sha256).decode()}'"


POLICY = "; ".join(
    [
        "default-src 'none'",
        f"script-src 'self' {digest(FIRST_SCRIPT)}",
        # Tables of pandas and the colors of code carry styles of their own.
        "style-src 'self' 'unsafe-inline'",
        # What a script draws, and what a reader opens, are data: and blob: addresses.
        "img-src 'self' data: blob:",
        "font-src 'self'",
        # The search shows lines of the pages that it finds.
        "connect-src 'self'",
        # Train one here works in the background.
        "worker-src blob:",
        "form-action 'self'",
        "base-uri 'none'",
    ]
)


def add_policy(app, pagename, templatename, context, doctree):
    """Give the template what it writes first into each page."""
    context["policy"] = POLICY
    context["first_script"] = FIRST_SCRIPT


def setup(app):
    """Listen to Sphinx writing its pages."""
    app.connect("html-page-context", add_policy)
