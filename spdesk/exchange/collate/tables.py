"""The tables that workbooks are collated into: names, columns, kinds and meanings.

Every cell is a number, true or false, or a word from a closed list. Nothing that anybody typed has
a column: no title, text, owner, name, file name, id or path. docs/collate.md says the same for
readers; a test holds the two together.
"""

from dataclasses import dataclass
from enum import StrEnum

from spdesk.core.errors import SpDeskError

Cell = int | float | str | None
"""What a cell can hold (true and false are whole numbers to Python); None is an empty cell."""


class CollateError(SpDeskError):
    """Workbooks that cannot be collated, or tables that cannot be written."""


class Kind(StrEnum):
    """What a column holds."""

    WHOLE = "whole number"
    NUMBER = "number"
    FLAG = "true or false"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `may_be_empty`: an empty cell has the meaning that `meaning` gives."""

    name: str
    kind: Kind
    meaning: str
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `meaning` says what one row of it is."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def heading(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


_WORKBOOK = Column(
    "workbook", Kind.WHOLE, "a number from 1, drawn anew for every set of workbooks; it names none"
)
_ISSUE = Column("issue", Kind.WHOLE, "the place of the issue in its workbook, from 1")

ISSUES = Table(
    "issues",
    "one issue",
    (
        _WORKBOOK,
        _ISSUE,
        Column(
            "type",
            Kind.WORD,
            "the verdict that counts: type_1, type_2, mixed, crisis or insufficient",
        ),
        Column("overruled", Kind.FLAG, "that verdict is the group's own, beside the computed one"),
        Column(
            "subtype",
            Kind.WORD,
            "simple or complicated; empty where the triage does not say",
            may_be_empty=True,
        ),
        Column(
            "approach",
            Kind.WORD,
            "the approach that the group settled on, not_chosen, or other (of another version)",
        ),
        Column(
            "answered",
            Kind.WHOLE,
            "the share of the triage's weight that was answered, in whole tens of a hundred",
        ),
        Column("archived", Kind.FLAG, "kept, but no longer worked on"),
        Column("part", Kind.FLAG, "split from another issue"),
        Column("parts", Kind.WHOLE, "issues that were split from it"),
        Column("decided", Kind.FLAG, "a decision is on record"),
        Column("rejected", Kind.WHOLE, "approaches that were weighed and not taken"),
        Column("review_set", Kind.FLAG, "a day is set on which it is looked at again"),
        Column("reviews", Kind.WHOLE, "reviews that were held"),
        Column("actions", Kind.WHOLE, "actions of its plan"),
        Column("actions_done", Kind.WHOLE, "of these, done"),
        Column("probes", Kind.WHOLE, "probes of its plan"),
        Column("probes_ended", Kind.WHOLE, "of these, kept, changed or dropped"),
        Column("triggers", Kind.WHOLE, "triggers to triage again"),
        Column("triggers_happened", Kind.WHOLE, "of these, happened"),
        Column("minority_notes", Kind.WHOLE, "notes of dissent"),
    ),
)

ROUNDS = Table(
    "rounds",
    "one question of a revealed round that at least five people answered with a number",
    (
        _WORKBOOK,
        _ISSUE,
        Column("round", Kind.WHOLE, "the place of the round in its issue, from 1"),
        Column("subject", Kind.WORD, "terms, factors, triage or followership"),
        Column("question", Kind.WORD, "what was asked, or other (of another version)"),
        Column("year", Kind.WHOLE, "of the day on which it was held"),
        Column("month", Kind.WHOLE, "of that day, 1 to 12"),
        Column("whole_room", Kind.FLAG, "false: one group of the room voted by itself"),
        Column("n", Kind.WHOLE, "people who gave a number, five or more"),
        Column("q1", Kind.NUMBER, "the lower quartile (type 7), to two decimals"),
        Column("median", Kind.NUMBER, "the median, to two decimals"),
        Column("q3", Kind.NUMBER, "the upper quartile (type 7), to two decimals"),
        Column("agreement", Kind.WORD, "agreed, mixed or split, or too_few where a file says so"),
        Column("scale_low", Kind.NUMBER, "the low end of the scale that the answers lie on"),
        Column("scale_high", Kind.NUMBER, "its high end; compare nothing across scales"),
    ),
)

ACTIONS = Table(
    "actions",
    "one action or probe of a plan",
    (
        _WORKBOOK,
        _ISSUE,
        Column("kind", Kind.WORD, "action or probe"),
        Column("state", Kind.WORD, "open; done (an action); kept, changed or dropped (a probe)"),
        Column(
            "weeks_late",
            Kind.WHOLE,
            "whole weeks after its day, below 0 before it: of an action when it was done, of what "
            "is open on the day of counting; empty for a probe that has ended, or without a day",
            may_be_empty=True,
        ),
        Column("has_owner", Kind.FLAG, "somebody looks after it"),
        Column("has_measure", Kind.FLAG, "it says how one would see that it works"),
        Column("has_partners", Kind.FLAG, "it says who designs it with the group; only probes do"),
        Column("from_first_move", Kind.FLAG, "it began as a first move of the approach page"),
    ),
)

COUNTS = Table(
    "counts",
    "how many issues have a type and an approach; all in a column means its total",
    (
        Column("type", Kind.WORD, "as in issues, or all"),
        Column("approach", Kind.WORD, "as in issues, or all"),
        Column(
            "issues",
            Kind.WHOLE,
            "how many, archived ones included; empty where it is withheld",
            may_be_empty=True,
        ),
        Column("note", Kind.WORD, "withheld, or empty", may_be_empty=True),
    ),
)

TABLES = (ISSUES, ROUNDS, ACTIONS, COUNTS)
