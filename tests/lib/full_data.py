"""What tests of the roads to the full data ask of arrays and of failures."""

import numpy as np
import pytest

from lessons_lib.data import DataError, roads


def same(arrays, others):
    return all(
        np.array_equal(one, other) for one, other in zip(arrays, others, strict=True)
    )


def why_not(data):
    """The sentence of a failure, after a look at its form."""
    with pytest.raises(DataError) as caught:
        roads.load_full(data)
    sentence = str(caught.value)
    assert sentence.startswith(f"The full {data.title} can't be had here (")
    for remedy in ("network", "LESSONS_DATA_DIR", "LESSONS_DATA=sample"):
        assert remedy in sentence
    assert "\n" not in sentence
    return sentence
