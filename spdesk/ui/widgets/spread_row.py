"""What one row of the reveal shows: the ballots on one question, without who gave them."""

from dataclasses import dataclass

from spdesk.core.performance import Lever
from spdesk.core.rounds import Agreement

LETTERS = {Lever.CAPABILITIES: "C", Lever.INCENTIVES: "I", Lever.RELATIONSHIPS: "CR"}
"""What the formula calls each lever: told apart by more than a colour."""


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle of the numbers on one question, and how far they agree."""

    n: int
    q1: float
    median: float
    q3: float
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One question with what was said to it.

    `name` stands at the row and `note` under it; `hint` is the question in full. `role`: its role
    of colour. `values`: the numbers, rising; () where the ballots are deleted or may not be shown.
    `abstained`: how many could not say. `middle`: None when nobody gave a number. `before`: the
    same of the round before. `said`: the row as a sentence. `letter`: what the formula calls the
    lever that the question belongs to, "" for none.
    """

    id: str
    name: str
    note: str
    hint: str
    role: str
    values: tuple[float, ...]
    abstained: int
    middle: Middle | None
    before: Middle | None
    said: str
    letter: str = ""
