"""Two groups that answered the same, each by itself: where they see it differently."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spdesk.core.ballot_box import FEWEST
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.guidance.library import Guidance
from spdesk.ui.pages.room.room_words import name_in_sentence, short_group, subject_label
from spdesk.ui.pages.room.round_rows import RoundRows, reading_of_room, rows_of
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.numbers_table import Numbers, NumbersTable
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.spread_chart import SpreadChart
from spdesk.ui.widgets.spread_row import SpreadRow
from spdesk.ui.widgets.texts import button, card, clear, label
from spdesk.ui.widgets.type_mark import TypeMark
from spdesk.ui.words import verdict_title
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.rounds import BallotRound

COMPARED = frozenset({"terms", "factors", "triage"})
"""What can be compared; how people follow is not."""


@dataclass(frozen=True)
class Pair:
    """Two rounds of different groups on the same subject, the earlier one first."""

    first: BallotRound
    second: BallotRound

    @property
    def too_few(self) -> tuple[BallotRound, ...]:
        """Those of the two that are too few to be compared."""
        return tuple(held for held in (self.first, self.second) if not _is_enough(held))


def pairs_of(issue: Issue, held: BallotRound) -> tuple[Pair, ...]:
    """A round with the last revealed round of every other group that asked the same."""
    if held.subject not in COMPARED:
        return ()
    latest: dict[str, BallotRound] = {}
    for other in issue.ballot_rounds:
        if other.revealed and other.subject == held.subject and other.group != held.group:
            latest[other.group] = other
    order = [one.id for one in issue.ballot_rounds]
    pairs = []
    for other in latest.values():
        first, second = sorted((held, other), key=lambda one: order.index(one.id))
        pairs.append(Pair(first, second))
    return tuple(pairs)


def group_name(held: BallotRound, *, whole: bool = False) -> str:
    """The group that voted, `whole` or in so many letters as a title takes, or the whole room."""
    return (held.group if whole else short_group(held.group)) or translate("room", "the whole room")


def hindrance(pair: Pair) -> str:
    """Why two groups are not compared, and what to do; "" when they are."""
    if not pair.too_few:
        return ""
    text = translate(
        "room",
        "{group} gave fewer than five ballots, so it is not compared: that could point at a "
        "person. Let the group answer together, on one ballot.",
    )
    name = group_name(pair.too_few[0])
    return text.format(group=name[:1].upper() + name[1:])


def differences(first: RoundRows, second: RoundRows) -> tuple[tuple[SpreadRow, SpreadRow], ...]:
    """The questions that both groups answered, the biggest difference of the medians first."""
    theirs = {row.id: row for row in second.asked if row.middle}
    both = [(row, theirs[row.id]) for row in first.asked if row.middle and row.id in theirs]
    return tuple(sorted(both, key=lambda pair: -abs(_difference(*pair))))


def _difference(first: SpreadRow, second: SpreadRow) -> float:
    assert first.middle is not None
    assert second.middle is not None
    return round(second.middle.median - first.middle.median, 9)


def _is_enough(held: BallotRound) -> bool:
    n = max((s.n for s in held.summaries), default=len(held.ballots))
    return held.joint or n >= FEWEST


class CompareView(QWidget):
    """Both rows of each question below each other, the biggest difference on top."""

    back_asked = Signal()

    def __init__(self, look: Look, guidance: Guidance) -> None:
        super().__init__()
        self._look = look
        self._guidance = guidance
        self._shown: tuple[object, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)

    def show_pair(self, workbook: Workbook, issue: Issue, pair: Pair) -> None:
        """Show two rounds beside each other; neither may be too small."""
        state = (pair, workbook.scale)
        if state == self._shown:
            return
        self._shown = state
        clear(self._column)
        first, second = (
            rows_of(workbook, issue, held, self._guidance) for held in (pair.first, pair.second)
        )
        both = differences(first, second)
        names = {"first": group_name(pair.first), "second": group_name(pair.second)}
        self._back = button(self.tr("Back to the round"), self._ask_back)
        self._column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        title = self.tr("{subject}: {first} and {second}")
        title = title.format(subject=subject_label(pair.first.subject), **names)
        self._column.addWidget(with_info(label(title, "title"), "group", self._look))
        self._column.addWidget(label(self._sentence(both, pair, names), "lead"))
        if pair.first.subject == "triage":
            self._column.addWidget(self._verdicts(first, second, names))
        chart = SpreadChart(self._look)
        rows = []
        for ours, theirs in both:
            rows.append(_named(ours, ours.name, names["first"]))
            rows.append(_named(theirs, "", names["second"]))
        chart.show_rows(first.scale, rows, middles=True)
        self._column.addWidget(chart)
        table = NumbersTable(self._look, self.tr("Medians of both groups"))
        table.show_numbers(_numbers(both, names))
        self._column.addWidget(table)
        self._column.addStretch(1)

    def focus_first(self) -> None:
        """Put the focus on the way back."""
        self._back.setFocus()

    def _sentence(
        self, both: tuple[tuple[SpreadRow, SpreadRow], ...], pair: Pair, names: dict[str, str]
    ) -> str:
        if not both:
            return self.tr("The two groups have answered no question in common.")
        ours, theirs = both[0]
        if not _difference(ours, theirs):
            return self.tr("The medians of both groups are the same everywhere.")
        assert ours.middle is not None
        assert theirs.middle is not None
        text = self.tr(
            "You differ most about {name}: {first} say {ours}, {second} say {theirs}. Ask each "
            "other what you see there."
        )
        return text.format(
            name=name_in_sentence(ours.name, pair.first),
            ours=score_words(ours.middle.median),
            theirs=score_words(theirs.middle.median),
            **names,
        )

    def _verdicts(self, first: RoundRows, second: RoundRows, names: dict[str, str]) -> QWidget:
        cards = []
        for rows, name in ((first, names["first"]), (second, names["second"])):
            frame, column = card(margin=16)
            column.addWidget(label(name[:1].upper() + name[1:], "heading"))
            row = QHBoxLayout()
            row.setSpacing(10)
            reading = reading_of_room(rows, self._guidance)
            if reading is None:
                row.addWidget(label(self.tr("The ballots are deleted."), "muted"), 1)
            else:
                mark = TypeMark(self._look, reading.verdict, 0.9)
                row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
                row.addWidget(label(verdict_title(reading.verdict)), 1)
            column.addLayout(row)
            column.addStretch(1)
            cards.append(frame)
        return reflow_row(*((frame, 1, 14.0) for frame in cards))

    def _ask_back(self) -> None:
        self.back_asked.emit()


def _named(row: SpreadRow, name: str, group: str) -> SpreadRow:
    """The row as that of a group; the question stands at the first of the two."""
    return SpreadRow(
        id=row.id,
        name=name,
        note=group,
        hint=row.hint,
        role=row.role,
        values=row.values,
        abstained=row.abstained,
        middle=row.middle,
        before=None,
        said=f"{group}. {row.said}",
        letter=row.letter if name else "",
    )


def _numbers(both: tuple[tuple[SpreadRow, SpreadRow], ...], names: dict[str, str]) -> Numbers:
    headings = (
        translate("room", "question"),
        names["first"],
        names["second"],
        translate("room", "difference"),
    )
    rows = []
    for ours, theirs in both:
        assert ours.middle is not None
        assert theirs.middle is not None
        difference = _difference(ours, theirs)
        rows.append(
            (
                ours.name,
                score_words(ours.middle.median),
                score_words(theirs.middle.median),
                f"{difference:+g}".replace("-", "−") if difference else "0",
            )
        )
    return Numbers(headings, tuple(rows))
