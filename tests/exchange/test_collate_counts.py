"""Groups under five are withheld, and do not follow from what is shown."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.ballot_box import FEWEST
from spdesk.core.triage import Verdict
from spdesk.exchange.collate.counts import ALL, WITHHELD, CountRow, count_rows, hidden
from spdesk.guidance.library import guidance


def shown(cells: dict[tuple[str, str], int]) -> dict[tuple[str, str], int | None]:
    return {(r.type, r.approach): r.issues for r in count_rows(Counter(cells), guidance())}


@pytest.mark.parametrize(
    ("groups", "withheld"),
    [
        ({"a": 9, "b": 7}, ""),
        ({"a": 9, "b": 4, "c": 7}, "bc"),  # b alone would follow from the sum
        ({"a": 9, "b": 4, "c": 3}, "bc"),
        ({"a": 9, "b": 1, "c": 1, "d": 20}, "abc"),  # two people in all are too few as well
        ({"a": 9, "b": 0, "c": 0}, "bc"),  # only nought is withheld: nobody is there
        ({"a": 9, "b": 0, "c": 4}, "abc"),
        ({"a": 0, "b": 0}, "ab"),
    ],
)
def test_small_groups_take_the_next_one_with_them(groups: dict[str, int], withheld: str) -> None:
    assert hidden(groups) == frozenset(withheld)


_counts = st.one_of(st.integers(0, 8), st.integers(0, 100))
_approaches = [*(a.id for a in guidance().approach.approaches), "not_chosen", "other"]
_cells = st.dictionaries(
    st.tuples(st.sampled_from([v.value for v in Verdict]), st.sampled_from(_approaches)), _counts
)


@given(_cells)
def test_no_withheld_group_follows_from_a_sum(cells: dict[tuple[str, str], int]) -> None:
    """In each sum that is shown, what is withheld could be nought here and five or more there."""
    table = shown(cells)
    true = Counter(cells)
    for (kind, _), count in cells.items():
        true[kind, ALL] += count
        true[ALL, ALL] += count
    sums = [[(verdict.value, ALL) for verdict in Verdict]]
    sums += [[(verdict.value, approach) for approach in _approaches] for verdict in Verdict]
    for place, parts in zip([(ALL, ALL), *sums[0]], sums, strict=True):
        gone = [true[part] for part in parts if table[part] is None]
        if table[place] is None:
            assert len(gone) == len(parts)  # else the sum would be known in part
        else:
            assert sum(gone) == 0 or (len(gone) >= 2 and sum(gone) >= FEWEST)
    for key, count in table.items():
        assert count is None or count == true[key] >= FEWEST


def test_the_rows_are_always_the_same_ones() -> None:
    none = list(count_rows(Counter(), guidance()))
    some = list(count_rows(Counter({("type_1", "management"): 50}), guidance()))
    assert [row[:2] for row in none] == [row[:2] for row in some]
    assert none == [CountRow(row.type, row.approach, None, WITHHELD) for row in none]
    assert {row.type for row in none} == {ALL, *(verdict.value for verdict in Verdict)}
    assert all((row.issues is None) == (row.note == WITHHELD) for row in some)


def test_counts_by_example() -> None:
    table = shown(
        {
            ("type_1", "management"): 40,
            ("type_1", "not_chosen"): 12,
            ("type_1", "adaptive"): 3,
            ("type_2", "adaptive"): 20,
            ("crisis", "command"): 2,
        }
    )
    assert table[ALL, ALL] == 77
    assert table["type_1", ALL] == 55
    assert table["type_1", "management"] == 40
    # Three adaptive ones would follow from 55 - 40 - 12, so the next smallest goes too.
    assert table["type_1", "adaptive"] is None
    assert table["type_1", "not_chosen"] is None
    # Two crises would follow from 77, so the next smallest type goes too, with all that is in it.
    assert table["crisis", ALL] is None
    assert table["type_2", ALL] is None
    assert table["type_2", "adaptive"] is None


def test_fewer_than_five_issues_are_not_even_counted() -> None:
    assert set(shown({("type_1", "management"): 4}).values()) == {None}
