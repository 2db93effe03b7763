"""Work on many documents is done on all processors, and comes back in the documents' order."""

import os

import pytest

from compliance.learning.parallel import each


def test_results_come_in_the_order_of_the_items():
    assert each(lambda number: number * number, range(200)) == [number * number for number in range(200)]


def test_a_few_items_are_done_in_this_process():
    assert set(each(lambda _: os.getpid(), range(5))) == {os.getpid()}


@pytest.mark.parametrize("many", [3, 200])
def test_what_goes_wrong_is_raised(many):
    with pytest.raises(ZeroDivisionError):
        each(lambda number: 1 // number, range(many))
