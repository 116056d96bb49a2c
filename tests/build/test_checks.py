"""Several runs of pytest make one outcome."""

import checks
import pytest

NONE = checks.NOTHING_CHOSEN


@pytest.mark.parametrize(
    ("codes", "chosen", "outcome"),
    [
        ([0, 0, 0], False, 0),
        ([0, 1, 0], False, 1),
        ([0, 0, 2], True, 2),
        ([NONE, 0, NONE], True, 0),  # somebody named tests of one kind
        ([0, NONE, 0], False, NONE),  # all were meant to run, and a kind is gone
        ([NONE, NONE, NONE], True, NONE),
        ([NONE, 1, NONE], True, 1),
    ],
)
def test_a_failure_counts_and_a_missing_kind_only_where_all_are_meant(
    codes: list[int], chosen: bool, outcome: int
) -> None:
    assert checks.outcome_of(codes, chosen=chosen) == outcome
