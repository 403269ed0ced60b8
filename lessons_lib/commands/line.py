"""A line of what ``doctor`` says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """What one check found.

    Parameters
    ----------
    name : str
        What was looked at.
    text : str
        What was found and, where it is not fine, what to do.
    fine : bool, default True
        Whether there is nothing to do.
    essential : bool, default False
        Whether the course can't be used before it is done.
    """

    name: str
    text: str
    fine: bool = True
    essential: bool = False

    def __str__(self):
        mark = "ok" if self.fine else "STOP" if self.essential else "note"
        return f"{mark:5} {self.name:9} {self.text}"
