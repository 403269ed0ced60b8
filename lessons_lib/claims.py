"""Claims: cells that assert what the text beside them just said.

A sentence of the course that states a quantity or a comparison has a claim cell
behind it (tagged ``claim``, not shown on the site). Some hold only on the full
data, some only on photographs of cats and dogs; each claim says where it is
asserted, and the run counts both kinds, so that skipping one can't hide.
"""

import json
import os
from pathlib import Path

from lessons_lib.data import data_size
from lessons_lib.data.cats_and_dogs import photographs_given

# What a claim may need, and what is said where that is not there.
_NEEDS = {"full": "the full data", "photographs": "the photographs of cats and dogs"}


class ClaimError(AssertionError):
    """The text says something that this run does not bear out."""


def claim(text, holds, on="any"):
    """Assert that what the text says is true of this run.

    Prints one line that does not depend on the run, so that it can be compared
    with the stored output. Where the environment variable ``LESSONS_CLAIMS_LOG``
    names a file, a JSON line with the claim is added to it, for the run's count.

    Parameters
    ----------
    text : str
        The claim, in words, without numbers that vary.
    holds : bool
        Whether it holds in this run. NumPy's booleans are fine.
    on : {"any", "full", "photographs"}, default "any"
        On which data it is asserted. A claim ``on="full"`` is printed as *not
        asserted* when the sample is in use, and one ``on="photographs"`` unless
        :func:`~lessons_lib.data.find_cats_and_dogs` gave the photographs, all 8,000
        or more.

    Raises
    ------
    ClaimError
        If the claim is asserted and does not hold.
    ValueError
        If ``on`` is something else.

    Examples
    --------
    >>> claim("three and four make seven", 3 + 4 == 7)
    Claim asserted: three and four make seven
    """
    if on == "any":
        asserted = True
    elif on == "full":
        asserted = data_size() == "full"
    elif on == "photographs":
        asserted = photographs_given()
    else:
        raise ValueError(
            f'A claim is asserted on "any" or "full" data or on "photographs", not on {on!r}.'
        )
    log = os.environ.get("LESSONS_CLAIMS_LOG")
    if log:
        with Path(log).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"claim": text, "asserted": asserted}) + "\n")
    if not asserted:
        print(f"Claim not asserted (it needs {_NEEDS[on]}): {text}")
        return
    if not holds:
        raise ClaimError(f"The text says: {text}. In this run it is not so.")
    print(f"Claim asserted: {text}")
