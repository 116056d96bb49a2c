"""The run sheet beside the page: what to say, ask and type in this step, and how long it may take.

For the facilitator's own screen. The presenter window shows none of it but the time.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from spdesk.core.translation import translate
from spdesk.guidance.meeting_texts import MeetingTexts, SheetStep
from spdesk.ui.meeting.meeting import Meeting
from spdesk.ui.meeting.time_words import meeting_time, step_time
from spdesk.ui.theme.look import BASE_POINTS, Look
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.scroll_page import ScrollPage
from spdesk.ui.widgets.texts import button, card, label, say

_EMS = 17.0
_LEAST_EMS = 13.0
_LARGE = 1.3
"""The panel's width in line heights of the text at 100 %; larger text gets less than its share.
Above `_LARGE` only the main button stays at the foot."""


class MeetingPanel(QWidget):
    """Two faces: which meeting to hold, and the step that it is at."""

    hide_asked = Signal()
    """The panel is to be put away; the meeting goes on."""

    def __init__(self, look: Look, texts: MeetingTexts, meeting: Meeting) -> None:
        super().__init__()
        self._look = look
        self._meeting = meeting
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._choice = _Choice(texts, look)
        self._running = _Running(meeting)
        self._faces = QStackedLayout(self)
        self._faces.setContentsMargins(0, 0, 0, 0)
        for face in (self._choice, self._running):
            self._faces.addWidget(face)
            face.hide_asked.connect(self.hide_asked)
        self._choice.chosen.connect(meeting.start)
        meeting.changed.connect(self.refresh)
        look.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    def refresh(self) -> None:
        """Show the step and its time."""
        step = self._meeting.step
        if step is None:
            self._faces.setCurrentWidget(self._choice)
            self.setAccessibleName(translate("meeting", "Run sheet"))
            return
        self._running.show_step(step)
        self.setAccessibleName(translate("meeting", "Run sheet: {title}").format(title=step.title))
        self._faces.setCurrentWidget(self._running)

    def focus_first(self) -> None:
        """Put the keyboard where work goes on: on Next, or on the usual meeting."""
        face = self._choice if self._meeting.step is None else self._running
        face.focus_first()

    def sizeHint(self) -> QSize:
        return QSize(self._width, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 120)

    def _restyle(self) -> None:
        line = BASE_POINTS * 96 / 72 * 1.3
        share = max(self._look.scale, 1) ** 0.3
        self._width = round(line * _EMS * share)
        self.setMinimumWidth(round(line * _LEAST_EMS * share))
        self._running.keep_in_sight(self._look.scale <= _LARGE)
        self.updateGeometry()


class _Face(QWidget):
    """A scrolling text with buttons under it that stay in sight."""

    hide_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        area = ScrollPage()
        self.content = area.content
        self.content.setContentsMargins(16, 18, 16, 8)
        self.content.setSpacing(8)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(16, 8, 16, 14)
        self.foot.setSpacing(8)
        column.addWidget(area, 1)
        column.addLayout(self.foot)

    def focus_first(self) -> None:
        """Put the keyboard where most people go on."""
        raise NotImplementedError

    def _ask_to_hide(self) -> None:
        self.hide_asked.emit()


class _Choice(_Face):
    """How long is the meeting?"""

    chosen = Signal(object)

    def __init__(self, texts: MeetingTexts, look: Look) -> None:
        super().__init__()
        self._sheets = texts.sheets
        title = label(translate("meeting", "Run a meeting"), "title")
        self.content.addWidget(with_info(title, "run-sheet", look))
        self.content.addWidget(label(translate("meeting", "How long have you got?"), "lead"))
        self._buttons = []
        for number, sheet in enumerate(texts.sheets):
            frame, column = card(margin=14, spacing=6)
            minutes = translate("meeting", "{count} minutes").format(count=sheet.minutes)
            made = button(minutes, self._choose)
            made.setProperty("sheet", number)
            self._buttons.append(made)
            column.addWidget(made)
            column.addWidget(label(sheet.text, "muted"))
            self.content.addWidget(frame)
        self.content.addStretch(1)
        self.foot.addWidget(button(translate("meeting", "Hide (F8)"), self._ask_to_hide, "link"))

    def focus_first(self) -> None:
        self._buttons[len(self._buttons) // 2].setFocus()

    def _choose(self) -> None:
        self.chosen.emit(self._sheets[self.sender().property("sheet")])


class _Running(_Face):
    """The present step."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self._meeting = meeting
        self._place = label("", "muted")
        self._title = label("", "number")
        self._time, self._whole = label("", "heading"), label("", "muted")
        for part in (self._place, self._title, self._time, self._whole):
            self.content.addWidget(part)
        self.content.addSpacing(8)
        self._lines = {
            kind: self._line(title)
            for kind, title in (
                ("say", translate("meeting", "Say")),
                ("ask", translate("meeting", "Ask")),
                ("type", translate("meeting", "Type")),
            )
        }
        self._next = button("", self._go_on, "primary")
        self._back = button(
            translate("meeting", "Back"),
            meeting.back,
            name=translate("meeting", "Back to the step before"),
        )
        self._pause = button("", meeting.pause)
        self._more = button(
            translate("meeting", "+ 2 minutes"),
            meeting.add_time,
            name=translate("meeting", "Two minutes more for this step"),
        )
        self._end = button(translate("meeting", "End the meeting"), meeting.end, "link")
        self.foot.addWidget(self._next)
        small = QWidget()
        flow = FlowLayout(8)
        small.setLayout(flow)
        for small_button in (self._back, self._pause, self._more):
            flow.addWidget(small_button)
        self._small = small
        self.foot.addWidget(small)
        links = QWidget()
        last = FlowLayout(16)
        links.setLayout(last)
        self._links = links
        last.addWidget(self._end)
        last.addWidget(button(translate("meeting", "Hide (F8)"), self._ask_to_hide, "link"))
        self.content.addWidget(links)
        self.content.addStretch(1)

    def focus_first(self) -> None:
        self._next.setFocus()

    def keep_in_sight(self, everything: bool) -> None:
        """Which buttons stay at the foot: all, or only Next where large type needs the room."""
        if everything:
            self.foot.addWidget(self._small)
        else:
            self.content.insertWidget(self.content.indexOf(self._links), self._small)

    def show_step(self, step: SheetStep) -> None:
        """Show a step and where its clock stands."""
        meeting, sheet = self._meeting, self._meeting.sheet
        if sheet is None:
            return
        place = translate("meeting", "Step {number} of {count}")
        say(self._place, place.format(number=meeting.number, count=len(sheet.steps)))
        say(self._title, step.title)
        paused = translate("meeting", "Paused. {time}").format(time=step_time(meeting.step_left))
        say(self._time, step_time(meeting.step_left) if meeting.running else paused)
        say(self._whole, meeting_time(meeting.left))
        for kind, text in (("say", step.say), ("ask", step.ask), ("type", step.type)):
            say(self._lines[kind], text)
        self._name(
            self._next,
            translate("meeting", "Finish")
            if meeting.is_at_end
            else translate("meeting", "Next step"),
        )
        self._name(
            self._pause,
            translate("meeting", "Pause") if meeting.running else translate("meeting", "Go on"),
        )
        self._back.setEnabled(meeting.number > 1)

    def _line(self, title: str) -> QLabel:
        frame, column = card(margin=14, spacing=2)
        column.addWidget(label(title, "accent"))
        words = label()
        column.addWidget(words)
        self.content.addWidget(frame)
        return words

    def _go_on(self) -> None:
        if self._meeting.is_at_end:
            self._meeting.end()
        else:
            self._meeting.next()

    @staticmethod
    def _name(made: QPushButton, text: str) -> None:
        if made.text() != text:
            made.setText(text)
            made.setAccessibleName(text)
