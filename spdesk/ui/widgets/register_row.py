"""What the register says of one issue, and which issues somebody wants to see.

Everything is worked out when it is first asked for: most of a thousand rows are never looked at.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from functools import cached_property

from spdesk.core.performance import Scale
from spdesk.core.speak import about
from spdesk.core.triage import Rules, Verdict
from spdesk.workbook.derive import verdict_that_counts
from spdesk.workbook.model import Issue


def today() -> date:
    """The day that it is here."""
    return datetime.now().astimezone().date()


SOON = timedelta(days=30)


class RegisterRow:
    """One issue on one scale. A changed issue gets another row."""

    def __init__(self, issue: Issue, scale: Scale, rules: Rules) -> None:
        self.issue = issue
        self._scale = scale
        self._rules = rules

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict that counts."""
        return verdict_that_counts(self.issue, self._rules)

    @cached_property
    def sp(self) -> str:
        """SP with the precision that it deserves; empty while a score is missing."""
        performance = self.issue.scores.performance(self._scale)
        return about(performance.sp) if performance else ""

    @cached_property
    def review(self) -> date | None:
        """The day on which it is looked at again; a crisis has an hour of its own as well."""
        days = [self.issue.review_on] if self.issue.review_on else []
        at = self.issue.triage.review_at
        if at is not None and self.verdict is Verdict.CRISIS:
            days.append(at.date())
        return min(days, default=None)

    @cached_property
    def text(self) -> str:
        """Everything that a search looks through."""
        issue = self.issue
        return "\n".join((issue.title, issue.description, issue.owner, issue.plan_note)).casefold()


class ReviewWanted(Enum):
    """Which next reviews are wanted."""

    ANY = auto()
    DUE = auto()
    SOON = auto()
    NONE = auto()


class ArchivedWanted(Enum):
    """Whether archived issues are wanted."""

    NO = auto()
    ONLY = auto()
    ALL = auto()


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: every condition must hold.

    `words` all occur, in any order and in small letters. An `owner` of None means anybody, an
    empty one nobody.
    """

    words: tuple[str, ...] = ()
    verdict: Verdict | None = None
    owner: str | None = None
    review: ReviewWanted = ReviewWanted.ANY
    archived: ArchivedWanted = ArchivedWanted.NO

    def matches(self, row: RegisterRow, today: date) -> bool:
        """Whether an issue is one of those; what is quick to tell is asked first."""
        return (
            (self.archived is ArchivedWanted.ALL or self._archived_fits(row))
            and (self.owner is None or row.issue.owner.strip() == self.owner)
            and all(word in row.text for word in self.words)
            and (self.verdict is None or row.verdict is self.verdict)
            and (self.review is ReviewWanted.ANY or self._review_fits(row, today))
        )

    def _archived_fits(self, row: RegisterRow) -> bool:
        return row.issue.archived is (self.archived is ArchivedWanted.ONLY)

    def _review_fits(self, row: RegisterRow, today: date) -> bool:
        if row.review is None:
            return self.review is ReviewWanted.NONE
        last = {ReviewWanted.DUE: today, ReviewWanted.SOON: today + SOON}.get(self.review)
        return last is not None and row.review <= last
