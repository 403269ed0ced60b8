"""What every table is made of."""


def of(measured, *measures):
    """Give the measurements of some kinds."""
    return [one for one in measured if one["measure"] in measures]


def is_recipe(one, name):
    """Tell whether a measurement is a training of a recipe."""
    return one["arguments"].get("name") == name


def table(head, rows, note=""):
    """Write a table whose first column is text, with a note above; nothing without rows."""
    if not rows:
        return ""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    written = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{note}\n\n{written}" if note else written
