"""Text as it is compared, whatever Markdown and the site make of it."""

import re


def plain(text):
    """Forget Markdown's marks, typographic quotes, dashes and dots, and white space."""
    for typographic, typed in zip("“”‘’–…", ['"', '"', "'", "'", "-", "..."], strict=True):
        text = text.replace(typographic, typed)
    return re.sub(r"\s+", " ", re.sub("[`*#]", "", text)).strip()
