"""What ``doctor`` says of the data: which size, and whether they are whole."""

from lessons_lib.commands.line import Line


def size():
    """Check what ``LESSONS_DATA`` asks for."""
    from lessons_lib.data import DataError, sizes
    from lessons_lib.data.manifest import full_data_sets

    try:
        found = [f"{sizes.expected_size(data)} {data.title}" for data in full_data_sets()]
        return [Line("size", f"as things are, notebooks get the {' and the '.join(found)}")]
    except DataError as error:
        return [Line("size", str(error), fine=False, essential=True)]


def full_data():
    """Check the full data on this disk, without fetching them."""
    from lessons_lib.data import DataError
    from lessons_lib.data.manifest import full_data_sets

    try:
        return [_full_data_set(data) for data in full_data_sets()]
    except DataError as error:
        return [Line("full data", str(error), fine=False)]


def _full_data_set(data):
    """Check one data set on this disk."""
    from lessons_lib.data import DataError, cache, roads

    name, remedy = "full data", "`python -m lessons_lib data` fetches them"
    try:
        if not roads.is_on_disk(data):
            text = (
                f"{data.title}: not on this disk; {remedy}, the sample is enough to start"
            )
            return Line(name, text)
        if roads.named_folder(data) is None and cache.read(data) is None:
            return Line(name, f"{data.title}: damaged; {remedy}", fine=False)
    except DataError as error:
        return Line(name, f"{data.title}: {error}; {remedy}", fine=False)
    return Line(name, f"{data.title}: on this disk, SHA-256 as it should be")


def sample():
    """Check the samples that come with the course."""
    from lessons_lib.data import DataError
    from lessons_lib.data.manifest import data_set, full_data_sets
    from lessons_lib.data.sample import read_sample

    lines = []
    try:
        for data in full_data_sets():
            read_sample(data_set(f"{data.name}-sample"))
            lines.append(
                Line("sample", f"a tenth of {data.title}, SHA-256 as it should be")
            )
    except DataError as error:
        lines.append(Line("sample", str(error), fine=False, essential=True))
    return lines
