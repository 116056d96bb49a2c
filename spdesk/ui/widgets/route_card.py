"""The target, the cheapest route to it, and what each lever alone would need."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.core.route import Effort
from spdesk.core.sentences import alone_to, route_to, sp_words
from spdesk.guidance.lever_texts import LeverTexts
from spdesk.ui.accessible.by_reader import TextLine
from spdesk.ui.announce import announce
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.field_guard import FieldGuard
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.number_box import NumberBox
from spdesk.ui.widgets.steady_label import SteadyLabel
from spdesk.ui.widgets.texts import button, label

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_NUMBER = re.compile(r"\d+([.,]\d+)?|[.,]\d+")

LEAST_EFFORT, MOST_EFFORT = 0.1, 10.0


def read_target(text: str) -> float | None:
    """A target as it was typed: "1,000" is a thousand, "10,5" ten and a half; None if no number."""
    text = text.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


class TargetField(TextLine):
    """The SP that the group aims at; an empty field is no target."""

    edit_started = Signal()
    edited = Signal(object)
    """The target (1 or more) or None, as the user typed it."""

    refused = Signal(bool)
    """Whether what stands in the field is no target."""

    def __init__(self) -> None:
        super().__init__()
        self._guard = FieldGuard(self)
        self._guard.watch(self)
        self._shown: float | None = None
        self.setPlaceholderText(self.tr("none"))
        self.setAccessibleName(self.tr("Target for SP"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(16)
        self.textEdited.connect(self._on_text_edited)
        self.editingFinished.connect(self._on_finished)

    def show_target(self, target: float | None) -> None:
        """Show a target; what is being typed stays while it means the same."""
        self._shown = target
        if not self.hasFocus() or read_target(self.text()) != target:
            self._write()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.edit_started.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def _write(self) -> None:
        text = "" if self._shown is None else f"{self._shown:,.2f}".rstrip("0").rstrip(".")
        if text != self.text():
            self.setText(text)
        self.refused.emit(False)

    def _on_text_edited(self, text: str) -> None:
        target = read_target(text)
        if target is not None and target >= 1:
            self.refused.emit(False)
            self.edited.emit(target)
        elif not text.strip():
            self.refused.emit(False)
            self.edited.emit(None)
        else:
            self.refused.emit(True)

    def _on_finished(self) -> None:
        self._write()
        self.edit_started.emit()


class RouteCard(QFrame):
    """Where the group wants to be and the ways there."""

    edit_started = Signal()
    """A field was entered: a new gesture begins."""

    target_edited = Signal(object)
    """The target that the user typed, or None."""

    effort_edited = Signal(object)
    """The Effort that the user set."""

    def __init__(self, look: Look, words: LeverTexts) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._look = look
        self._scale = Scale()
        self.target = TargetField()
        self.route = SteadyLabel("body")
        self.alone = SteadyLabel("muted")
        self.efforts = {
            lever: NumberBox(
                self.tr("Effort for one point: {lever}").format(lever=words.lever(lever).name)
            )
            for lever in Lever
        }
        self.disclosure = button(self.tr("Show effort per point"), self._toggle_efforts, "link")
        self.disclosure.setCheckable(True)
        self._efforts_part = self._make_efforts(words)
        self._ways_part = QWidget()
        ways = QVBoxLayout(self._ways_part)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(4)
        ways.addWidget(self.route)
        ways.addWidget(self.alone)
        ways.addStretch()
        self._lay_out()
        self._connect()
        look.changed.connect(self._restyle)
        self._restyle()

    def show_state(
        self,
        scale: Scale,
        performance: Performance | None,
        target: float | None,
        effort: Effort,
    ) -> None:
        """Show a target, the ways to it and what a point of each lever costs."""
        self._scale = scale
        self.target.show_target(target)
        for lever, box in self.efforts.items():
            value = effort.of(lever)
            # A file may hold an effort beyond the usual ends; it is shown as it is.
            box.show_range(min(LEAST_EFFORT, value), max(MOST_EFFORT, value))
            box.show_number(value)
        route, alone = self._ways(performance, target, effort)
        self.route.setText(route)
        self.alone.setText(alone)

    def _ways(
        self, performance: Performance | None, target: float | None, effort: Effort
    ) -> tuple[str, str]:
        if target is None:
            top = sp_words(self._scale.ln_sp_max)
            return self.tr("Type an SP to aim at, from 1 to {top}.").format(top=top), ""
        if performance is None:
            return self.tr("Score all three levers to see a route."), ""
        return route_to(performance, target, effort), "\n".join(alone_to(performance, target))

    def _make_efforts(self, words: LeverTexts) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        for row, (lever, box) in enumerate(self.efforts.items()):
            name = label(words.lever(lever).name, "muted", wrap=False)
            name.setBuddy(box)
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1)
        grid.setColumnStretch(0, 1)
        part.hide()
        return part

    def _lay_out(self) -> None:
        heading = label(self.tr("Target for SP"), "heading", wrap=False)
        heading.setBuddy(self.target)
        head = QHBoxLayout()
        heading_line = with_info(heading, "target", self._look)
        head.addWidget(heading_line, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.target)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._ways_part)
        layout.addWidget(self.disclosure, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._efforts_part)

    def _connect(self) -> None:
        self.target.edit_started.connect(self.edit_started)
        self.target.edited.connect(self.target_edited)
        self.target.refused.connect(self._on_refused)
        for box in self.efforts.values():
            box.edit_started.connect(self.edit_started)
            box.edited.connect(self._on_effort_edited)

    def _toggle_efforts(self) -> None:
        shown = self.disclosure.isChecked()
        self._efforts_part.setVisible(shown)
        words = self.tr("Hide effort per point") if shown else self.tr("Show effort per point")
        self.disclosure.setText(words)
        self.disclosure.setAccessibleName(words)

    def _on_refused(self, refused: bool) -> None:
        if refused:
            sentence = self.tr("A target is a number of 1 or more.")
            self.route.setText(sentence)
            announce(self.target, sentence, urgent=True)
            self.alone.setText("")

    def _on_effort_edited(self, _value: float) -> None:
        values = {lever.value: box.value() for lever, box in self.efforts.items()}
        self.effort_edited.emit(Effort(**values))

    def _restyle(self) -> None:
        unit = self._look.scale
        body = QFontMetrics(self._look.font())
        self.target.setFixedWidth(body.horizontalAdvance("10,000,000") + round(20 * unit))
        for box in self.efforts.values():
            box.setFixedWidth(body.horizontalAdvance("10.00") + round(26 * unit))
        # Room for a route of two lines and a line for each lever, so that dragging moves nothing.
        self._ways_part.setMinimumHeight(body.lineSpacing() * 5 + 4)
