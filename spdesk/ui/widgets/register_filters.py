"""The line of filters above the register: what kind, whose, when, and in which order."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from spdesk.core.triage import Verdict
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.register_model import UNSORTED, Column
from spdesk.ui.widgets.register_row import ArchivedWanted, ReviewWanted, Wanted
from spdesk.ui.widgets.texts import button
from spdesk.ui.words import verdict_label

_LONGEST_OWNER = 40
_OWNER_LETTERS = 8
_KINDS = (Verdict.TYPE_1, Verdict.TYPE_2, Verdict.MIXED, Verdict.CRISIS, Verdict.INSUFFICIENT)
Order = Qt.SortOrder


class _Choice(QComboBox):
    """A box that gives back the very objects that it was filled with."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._values: list[object] = []
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    @property
    def value(self) -> Any:
        """What was chosen."""
        return self._values[self.currentIndex()]

    def offer(self, words: str, value: object) -> None:
        """Offer one more thing."""
        self._values.append(value)
        self.addItem(words)

    def choose(self, value: object) -> None:
        """Choose a thing, or the first one when it is not offered."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def keep_first(self) -> None:
        """Offer nothing but the first thing."""
        while self.count() > 1:
            self._values.pop()
            self.removeItem(self.count() - 1)


class RegisterFilters(QWidget):
    """Boxes whose words say what they do; the first line of each means no filter."""

    changed = Signal()
    """Something else is wanted."""

    sorted_by = Signal(int, object)
    """Another order is wanted: the column and Qt.SortOrder."""

    def __init__(self, guard: FieldGuard) -> None:
        super().__init__()
        self._guard = guard
        flow = FlowLayout(spacing=8)
        self.setLayout(flow)
        self._verdict = self._box(self.tr("Filter by type"), self.tr("Any type"), None)
        for verdict in _KINDS:
            self._verdict.offer(verdict_label(verdict), verdict)
        self._owner = self._box(self.tr("Filter by owner"), self.tr("Any owner"), None)
        self._owners: tuple[str, ...] = ()
        # One long owner must not take the room of all the others.
        self._owner.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._owner.setMinimumContentsLength(_OWNER_LETTERS)
        self._review = self._box(
            self.tr("Filter by next review"), self.tr("Any review"), ReviewWanted.ANY
        )
        self._review.offer(self.tr("Review due"), ReviewWanted.DUE)
        self._review.offer(self.tr("Due within 30 days"), ReviewWanted.SOON)
        self._review.offer(self.tr("No review set"), ReviewWanted.NONE)
        self._archived = self._box(
            self.tr("Archived issues"), self.tr("Not archived"), ArchivedWanted.NO
        )
        self._archived.offer(self.tr("Archived"), ArchivedWanted.ONLY)
        self._archived.offer(self.tr("Archived or not"), ArchivedWanted.ALL)
        self._order = self._box(self.tr("Sort by"), self.tr("Order of the list"), UNSORTED)
        for column, words in (
            (Column.TITLE, self.tr("Sorted by title")),
            (Column.TYPE, self.tr("Sorted by type")),
            (Column.SP, self.tr("Sorted by SP")),
            (Column.OWNER, self.tr("Sorted by owner")),
            (Column.REVIEW, self.tr("Sorted by next review")),
        ):
            self._order.offer(words, column)
        self._turn = button(self.tr("Reversed"), self._on_order, "chip")
        self._turn.setCheckable(True)
        for box in self._boxes:
            flow.addWidget(box)
            box.activated.connect(self._on_order if box is self._order else self._on_chosen)
        flow.addWidget(self._turn)
        self.show_order(UNSORTED, Order.AscendingOrder)

    @property
    def _boxes(self) -> tuple[_Choice, ...]:
        return (self._verdict, self._owner, self._review, self._archived, self._order)

    def wanted(self, text: str) -> Wanted:
        """What the boxes and the words of a search want together."""
        return Wanted(
            words=tuple(text.casefold().split()),
            verdict=self._verdict.value,
            owner=self._owner.value,
            review=self._review.value,
            archived=self._archived.value,
        )

    def show_owners(self, owners: Iterable[str]) -> None:
        """Offer these owners; one that is chosen stays so while somebody has that owner."""
        found = tuple(sorted({owner.strip() for owner in owners}, key=str.casefold))
        if found == self._owners:
            return
        self._owners = found
        before = self._owner.value
        with QSignalBlocker(self._owner):
            self._owner.keep_first()
            for owner in found:
                long = len(owner) > _LONGEST_OWNER
                words = f"{owner[:_LONGEST_OWNER]}…" if long else owner or self.tr("No owner")
                self._owner.offer(words, owner)
            self._owner.choose(before)
        names = self._owner.view()
        names.setMinimumWidth(names.sizeHintForColumn(0) + 2 * self.fontMetrics().height())

    def show_order(self, column: int, order: Qt.SortOrder) -> None:
        """Say in which order the rows stand."""
        self._order.choose(column)
        self._turn.setChecked(column != UNSORTED and order == Order.DescendingOrder)
        self._turn.setEnabled(column != UNSORTED)

    def clear(self) -> None:
        """Want everything, archived issues too."""
        for box in (self._verdict, self._owner, self._review):
            box.setCurrentIndex(0)
        self._archived.choose(ArchivedWanted.ALL)
        self.changed.emit()

    def _box(self, name: str, first: str, value: object) -> _Choice:
        box = _Choice(name)
        box.offer(first, value)
        self._guard.watch(box)
        return box

    def _on_chosen(self) -> None:
        self.changed.emit()

    def _on_order(self) -> None:
        order = Order.DescendingOrder if self._turn.isChecked() else Order.AscendingOrder
        self.sorted_by.emit(self._order.value, order)
