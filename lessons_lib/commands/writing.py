"""Write a generated file whole or not at all."""


def write_text(path, text):
    """Write a text; a reader finds the old file or the new one, and nothing in between.

    Whatever ends it, Ctrl-C too, nothing half written is left behind.

    Parameters
    ----------
    path : pathlib.Path
    text : str
        Written in UTF-8, its line ends as they are.

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
    unfinished = path.with_name(f"{path.name}.unfinished")
    # In a folder of learners' notebooks, one of them may have put a link of this name, to
    # have its target overwritten.
    unfinished.unlink(missing_ok=True)
    try:
        with unfinished.open("xb") as file:
            file.write(content)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
