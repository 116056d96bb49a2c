"""First moves of the approach, each with a quiet button that takes it into the plan."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from spdesk.core.triage import Verdict
from spdesk.ui.pages.plan.plan_edits import PlanEdits
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.texts import button, clear, label
from spdesk.workbook.plan import Plan


def is_planned(plan: Plan, move: str) -> bool:
    """Whether a first move is in the plan already."""
    taken = {action.from_move for action in plan.actions}
    return move in taken | {probe.from_move for probe in plan.probes}


class MoveButtons(QWidget):
    """The buttons of one move: one where the type says what it becomes, two where it does not."""

    def __init__(self, move: str, verdict: Verdict, plan: Plan, edits: PlanEdits) -> None:
        super().__init__()
        self._move = move
        self._edits = edits
        self.buttons: list[QPushButton] = []
        row = FlowLayout(12)
        self.setLayout(row)
        if is_planned(plan, move):
            row.addWidget(label(self.tr("In the plan"), "muted", wrap=False))
            return
        for text, name, action in self._choices(verdict):
            made = button(text, action, "link", name=name.format(move=move))
            self.buttons.append(made)
            row.addWidget(made)

    def _choices(self, verdict: Verdict) -> list[tuple[str, str, Callable[[], None]]]:
        plain = self.tr("Add to the plan")
        name = self.tr("Add to the plan: {move}")
        if verdict in (Verdict.TYPE_1, Verdict.CRISIS):
            return [(plain, name, self._add_action)]
        if verdict is Verdict.TYPE_2:
            return [(plain, name, self._add_probe)]
        return [
            (self.tr("Add as action"), self.tr("Add as an action: {move}"), self._add_action),
            (self.tr("Add as probe"), self.tr("Add as a probe: {move}"), self._add_probe),
        ]

    def _add_action(self) -> None:
        self._edits.add_action(self._move, self._move)

    def _add_probe(self) -> None:
        self._edits.add_probe(self._move, self._move)


class Suggestion(QWidget):
    """A text that one click takes over, or two where it can become two things."""

    def __init__(self, text: str, controls: QWidget) -> None:
        super().__init__()
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(reflow_row((label(text), 5, 16), (controls, 2, 13), spacing=16))


class TriggerButton(QWidget):
    """Takes a switch rule of the approach over as a trigger."""

    def __init__(self, text: str, edits: PlanEdits) -> None:
        super().__init__()
        self._text = text
        self._edits = edits
        row = FlowLayout()
        self.setLayout(row)
        name = self.tr("Add this trigger: {text}").format(text=text)
        row.addWidget(button(self.tr("Add it"), self._add, "link", name=name))

    def _add(self) -> None:
        self._edits.add_trigger(self._text)


class Suggestions(QWidget):
    """Suggestions under a quiet heading; hidden when there is none."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._shown: object = None
        self._heading = heading
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)  # more than between a text and its button below it

    def is_another(self, state: object) -> bool:
        """Whether other things are to be suggested than are; they are taken as shown now."""
        another = state != self._shown
        self._shown = state
        return another

    def show_suggestions(self, suggestions: list[Suggestion]) -> None:
        """Show these."""
        clear(self._column)
        self.setVisible(bool(suggestions))
        if suggestions:
            self._column.addWidget(label(self._heading, "muted"))
        for one in suggestions:
            self._column.addWidget(one)
