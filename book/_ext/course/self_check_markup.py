"""Self-checks as HTML that teaches without JavaScript; the script adds an answer at once."""

from markdown_it import MarkdownIt

# Markdown within a line, with the quotation marks of the rest of the site.
_INLINE = MarkdownIt("commonmark", {"html": False, "typographer": True})
_INLINE.enable("smartquotes")


def markup(check, number):
    """Write a self-check as Markdown for a notebook's page.

    Parameters
    ----------
    check : course.self_checks.SelfCheck
    number : int
        Which of its page it is; keeps the answers of two questions apart.

    Returns
    -------
    str
        The widget's directive. There is no blank line in it, because one would end the
        block of HTML.
    """
    kind = "checkbox" if check.several else "radio"
    hint = " (more than one)" if check.several else ""
    return "\n".join(
        [
            ":::{widget} self-check",
            "<fieldset>",
            f"<legend><span>Check yourself{hint}</span> {_html(check.question)}</legend>",
            *(_choice(option, kind, number) for option in check.options),
            "</fieldset>",
            "<details>",
            "<summary>Answer and explanations</summary>",
            "<ul>",
            *(_explanation(option) for option in check.options),
            "</ul>",
            "</details>",
            ":::",
        ]
    )


def _choice(option, kind, number):
    """Write what can be chosen."""
    box = f'<input type="{kind}" name="self-check-{number}">'
    return f"<label>{box} <span>{_html(option.text)}</span></label>"


def _explanation(option):
    """Write what is said to a choice; the script looks for the classes."""
    word, kind = ("Right", "right") if option.right else ("Wrong", "wrong")
    return (
        f'<li class="{kind}"><strong>{word}:</strong> <em>{_html(option.text)}</em> '
        f'<span class="why">{_html(option.why)}</span></li>'
    )


def _html(text):
    return _INLINE.renderInline(text)
