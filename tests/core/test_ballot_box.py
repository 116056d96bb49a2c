"""Roles are kept only where no group is small, and a check sum shows a slip of the keyboard."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.ballot_box import FEWEST, check_sum, roles_to_keep

ratings = st.one_of(st.none(), st.integers(1, 10))


def roles(text: str) -> list[str]:
    """Seven ballots of role a and two without one: "a7 -2"."""
    return [role for part in text.split() for role in [part[0].replace("-", "")] * int(part[1:])]


@pytest.mark.parametrize(
    ("given_roles", "kept"),
    [
        ("", ""),
        ("a5", "a"),
        ("a4", ""),
        ("a5 b5", "ab"),
        ("a7 -2", ""),  # two without a role would stand out
        ("a7 -5", "a"),
        ("a7 b4", ""),  # all without a role would be b
        ("a7 b4 -1", "a"),
        ("a7 b3 c2", "a"),
        ("a7 b3 c1", ""),
        ("a5 b6 c4", ""),
        ("-9", ""),
    ],
)
def test_a_role_is_kept_when_no_group_is_small(given_roles: str, kept: str) -> None:
    assert roles_to_keep(roles(given_roles)) == frozenset(kept)


@given(st.lists(st.sampled_from(["", "partner", "nurse", "reception"]), max_size=30))
def test_no_group_that_is_left_is_small(given_roles: list[str]) -> None:
    kept = roles_to_keep(given_roles)
    groups = Counter(role if role in kept else "" for role in given_roles)
    assert "" not in kept
    assert not kept or min(groups.values()) >= FEWEST


def test_the_check_sum_adds_what_was_written() -> None:
    assert check_sum([6, 7, None, 8]) == 21
    assert check_sum([None, None]) == 0
    assert check_sum([]) == 0


@pytest.mark.parametrize(
    ("answers", "total"),
    [([2.11, 3.22], 5), ([1.5, 2], 4), ([0.1, 0.2, 0.2], 1), ([0.25, 0.24], 0)],
)
def test_the_check_sum_of_decimals_is_rounded_halves_upwards(
    answers: list[float], total: int
) -> None:
    assert check_sum(answers) == total


@given(st.lists(ratings, min_size=1, max_size=18), st.data())
def test_one_wrong_key_shows(answers: list[float | None], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(answers) - 1))
    other = data.draw(ratings.filter(lambda rating: rating != answers[place]))
    typed = [*answers[:place], other, *answers[place + 1 :]]
    assert check_sum(typed) != check_sum(answers)
