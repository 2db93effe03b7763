"""Work on many documents is done on all processors, and comes back in the documents' order."""

import os
import sys

import pytest
from threadpoolctl import threadpool_info

from compliance.learning.parallel import available_processors, each

copied = pytest.mark.skipif(
    sys.platform != "linux" or available_processors() < 2, reason="this process does it all by itself"
)


def test_results_come_in_the_order_of_the_items():
    assert each(lambda number: number * number, range(200)) == [number * number for number in range(200)]


def test_a_few_items_are_done_in_this_process():
    assert set(each(lambda _: os.getpid(), range(5))) == {os.getpid()}


@pytest.mark.parametrize("many", [3, 200])
def test_what_goes_wrong_is_raised(many):
    with pytest.raises(ZeroDivisionError):
        each(lambda number: 1 // number, range(many))


@copied
def test_a_few_models_of_many_documents_are_fitted_in_copies():
    assert os.getpid() not in each(lambda _: os.getpid(), range(3), of=500, together=1)


@copied
def test_a_copy_uses_one_thread():
    assert set(each(lambda _: max((pool["num_threads"] for pool in threadpool_info()), default=1), range(60))) == {1}
