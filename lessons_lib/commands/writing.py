"""Write a generated file whole or not at all."""


def write_text(path, text):
    """Write a text; a reader finds the old file or the new one, and nothing in between.

    Parameters
    ----------
    path : pathlib.Path
    text : str

    Raises
    ------
    OSError
        If the disk is full or the folder can't be written.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path, content):
    """Write a file like `write_text`, of anything.

    Parameters
    ----------
    path : pathlib.Path
    content : bytes

    Raises
    ------
    OSError
        If the disk is full or the folder can't be written.
    """
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
