"""The cards of one list of the plan, kept in step with it: none is made anew without need."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from spdesk.ui.pages.plan.part_card import Part, PartCard
from spdesk.ui.pages.plan.plan_edits import PlanEdits
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.workbook.model import Issue
from spdesk.workbook.plan_edits import PlanList, Value

MakeCard = Callable[[str, FieldGuard], PartCard]


class PartList(QWidget):
    """Shows the parts; what is typed goes straight to the desk."""

    removed = Signal(int)
    """The part at this place was taken out."""

    def __init__(
        self,
        where: PlanList,
        make: MakeCard,
        edits: PlanEdits,
        guard: FieldGuard,
        layout: QLayout | None = None,
    ) -> None:
        super().__init__()
        self._where = where
        self._make = make
        self._edits = edits
        self._guard = guard
        self._layout = layout or QVBoxLayout()
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self.setLayout(self._layout)
        self._cards: dict[str, PartCard] = {}

    def show_parts(self, parts: Sequence[Part], issue: Issue) -> None:
        """Show these parts, in their order."""
        wanted = [part.id for part in parts]
        if wanted != list(self._cards):
            self._arrange(wanted)
        for number, part in enumerate(parts, 1):
            self._cards[part.id].show_part(part, number, issue)

    def show_again(self) -> None:
        """Let every card show its part whole the next time."""
        for card in self._cards.values():
            card.show_again()

    @property
    def cards(self) -> list[PartCard]:
        """The cards, in their order."""
        return list(self._cards.values())

    def _arrange(self, wanted: list[str]) -> None:
        old = self._cards
        for part_id in old.keys() - wanted:
            card = old.pop(part_id)
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        moved = list(old) != wanted[: len(old)]
        if moved:
            for card in old.values():
                self._layout.removeWidget(card)
        self._cards = {part_id: old.get(part_id) or self._made(part_id) for part_id in wanted}
        for part_id, card in self._cards.items():
            if moved or part_id not in old:
                self._layout.addWidget(card)

    def _made(self, part_id: str) -> PartCard:
        card = self._make(part_id, self._guard)
        card.edited.connect(self._on_edited)
        card.remove_asked.connect(self._on_remove_asked)
        card.let_stay.connect(self._edits.let_stay)
        return card

    def _on_edited(self, part_id: str, field: str, value: Value) -> None:
        self._edits.change(self._where, part_id, field, value)

    def _on_remove_asked(self, part_id: str) -> None:
        place = list(self._cards).index(part_id)
        self._edits.remove(self._where, part_id)
        self.removed.emit(place)
