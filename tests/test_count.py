"""Counts that are asked for."""

import numpy as np
import pytest

from partnergraph.errors import ChoiceError
from partnergraph.values import count


@pytest.mark.parametrize("number", [-1, 11, 2.0, "3", None, "9" * 500])
def test_what_is_no_count_is_one_short_line(number: object) -> None:
    """A number out of range, a fraction and a text are refused, and the complaint has the range."""
    with pytest.raises(ChoiceError, match=r"^most must be a whole number, 0 to 10, and not ") as caught:
        count.within("most", number, 0, 10)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("number", [0, 10, np.int64(3)])
def test_every_kind_of_whole_number_is_one(number: int) -> None:
    """Both ends of the range are in it, and numbers of numpy are numbers."""
    assert count.within("most", number, 0, 10) == number
