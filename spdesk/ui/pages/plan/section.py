"""A part of the page for one list of the plan: a heading, the cards, and a line for the next one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from spdesk.core.translation import translate
from spdesk.ui.pages.plan.action_card import ActionCard
from spdesk.ui.pages.plan.add_line import AddLine
from spdesk.ui.pages.plan.card_grid import CardGrid
from spdesk.ui.pages.plan.part_card import Part
from spdesk.ui.pages.plan.part_list import PartList
from spdesk.ui.pages.plan.plan_edits import PlanEdits
from spdesk.ui.pages.plan.probe_card import ProbeCard
from spdesk.ui.pages.plan.trigger_row import TriggerRow
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.texts import label, say
from spdesk.workbook.model import Issue

_PROBE_EMS = 22


class Section(QFrame):
    """Says what to do while its list is empty."""

    reshaped = Signal()
    """Cards came or went."""

    def __init__(
        self, heading: str, empty: str, parts: PartList, line: AddLine, look: Look, entry_id: str
    ) -> None:
        """`entry_id`: of the glossary, for what the list holds."""
        super().__init__()
        self._ids: list[str] = []
        self._text = heading
        self._heading = label(heading, "heading")
        self._empty = label(empty, "muted")
        self.parts = parts
        self.line = line
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for part in (with_info(self._heading, entry_id, look), self._empty, parts, line):
            self._column.addWidget(part)
        parts.removed.connect(self._on_removed)

    def show_parts(self, parts: Sequence[Part], issue: Issue) -> None:
        """Show these parts of an issue's plan."""
        self._empty.setVisible(not parts)
        self.parts.setVisible(bool(parts))
        count = len(parts)
        say(self._heading, self._text if count < 2 else f"{self._text} ({count})")
        self.parts.show_parts(parts, issue)
        ids = [part.id for part in parts]
        if ids != self._ids:
            self._ids = ids
            self.reshaped.emit()

    def show_again(self) -> None:
        """Let every card show its part whole the next time."""
        self.parts.show_again()

    def empty_line(self) -> None:
        """Forget what was typed but not added."""
        self.line.empty()

    def show_line(self) -> None:
        """Keep the line in sight while things are added above it."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and self.line.line.hasFocus():
            area.ensureWidgetVisible(self.line)

    def add_below(self, widget: QWidget) -> None:
        """Put something under the line."""
        self._column.addWidget(widget)

    def as_card(self) -> "Section":
        """The same on a card of its own: its rows have none."""
        self.setProperty("ground", "card")
        self._column.setContentsMargins(20, 14, 20, 14)
        return self

    def _on_removed(self, place: int) -> None:
        """The focus goes to what stands there now, so that the keyboard is not lost."""
        cards = self.parts.cards
        card = cards[min(place, len(cards) - 1)] if cards else None
        if card is not None and card.remove_button is not None:
            card.remove_button.setFocus()
        else:
            self.line.line.setFocus()


def action_section(edits: PlanEdits, guard: FieldGuard, look: Look) -> Section:
    """The actions: what is done, by whom, by when."""
    return Section(
        translate("plan", "Actions"),
        translate(
            "plan", "Nothing is planned yet. Say what you will do, then who does it and by when."
        ),
        PartList("actions", ActionCard, edits, guard),
        AddLine(
            translate("plan", "What will you do next?"),
            translate("plan", "Add an action"),
            edits.add_action,
            guard,
        ),
        look,
        "action",
    )


def probe_section(edits: PlanEdits, guard: FieldGuard, look: Look) -> Section:
    """The probes, side by side."""
    return Section(
        translate("plan", "Probes"),
        translate(
            "plan",
            "Nothing is tried yet. Say what you could try that is small and can be taken back.",
        ),
        PartList("probes", ProbeCard, edits, guard, CardGrid(_PROBE_EMS)),
        AddLine(
            translate("plan", "What could you try?"),
            translate("plan", "Add a probe"),
            edits.add_probe,
            guard,
        ),
        look,
        "probe",
    )


def trigger_section(edits: PlanEdits, guard: FieldGuard, look: Look) -> Section:
    """What would make the group triage again."""
    return Section(
        translate("plan", "If this happens, triage again"),
        translate("plan", "Agree now on what would show that this is another kind of problem."),
        PartList("triggers", TriggerRow, edits, guard),
        AddLine(
            translate("plan", "If … happens"),
            translate("plan", "Add a trigger"),
            edits.add_trigger,
            guard,
        ),
        look,
        "trigger",
    ).as_card()
