"""While the ballots come in: who of how many, never what."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from spdesk.ui.announce import announce
from spdesk.ui.pages.room.room_words import ballots_label
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.people_box import PeopleBox
from spdesk.ui.widgets.screens import is_mirrored
from spdesk.ui.widgets.texts import button, card, label, say
from spdesk.workbook.rounds import BallotRound

_MOST_PIPS = 60
"""Beyond this a row of marks tells less than the numbers."""

_FEW = 3
"""Fewer ballots than this hide nobody."""


class CollectView(QWidget):
    """Shows how many ballots are in the box; says how the next ones are to come."""

    pass_asked = Signal()
    paper_asked = Signal()
    file_asked = Signal()
    reveal_asked = Signal()
    put_away_asked = Signal()
    empty_asked = Signal()
    people_chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._has_ballots = False
        self._sure_words = label("", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._what = label("", "accent")
        self._count = label("", "hero")
        self._pips = _Pips(look)
        self._lead = label("", "lead")
        column.addWidget(self._what)
        column.addWidget(self._count)
        column.addWidget(self._pips)
        column.addWidget(self._lead)
        column.addWidget(self._ways(look))
        column.addWidget(self._ends())
        column.addWidget(self._sure_card())
        column.addWidget(
            label(
                self.tr(
                    "Before the reveal no ballot can be seen here, and none is in your file or in "
                    "undo. A recovery file in your own user folder holds them against a crash, "
                    "until they are revealed or put away and your work is saved."
                ),
                "muted",
            )
        )
        column.addStretch(1)

    def show_box(self, what: str, held: BallotRound, count: int, *, is_full: bool) -> None:
        """Show the state of the box: what is asked, of whom, and how many ballots are in."""
        expected = held.expected
        say(self._what, what)
        counted = self._counted(count, expected)
        if counted != self._count.text():
            say(self._count, counted)
            if self.isVisible():
                announce(self, self.tr("{count}.").format(count=counted))
        self._pips.show_count(count, expected)
        self._people.show_people(expected)
        self._people_row.setVisible(not held.joint)
        say(self._lead, self._advice(held, count, is_full=is_full))
        for way in self._way_buttons:
            way.setEnabled(not is_full)
        self._reveal.setEnabled(count > 0)
        self._reveal.setText(self._reveal_words(count, is_full=is_full))
        self._reveal.setAccessibleName(self._reveal.text())
        self._make_first(self._reveal if is_full else self._pass)
        self.look_at_screens()
        say(self._reason, self._warning(held, count))
        self._reason.setVisible(bool(self._reason.text()))
        self._put_away.setEnabled(count > 0)
        self._empty.setText(self.tr("Empty the box") if count else self.tr("Call the round off"))
        self._empty.setAccessibleName(self._empty.text())
        text = self.tr("Throw {ballots} away? This cannot be undone.")
        say(self._sure_words, text.format(ballots=ballots_label(count)))
        if not count:
            self._sure.hide()
        self._has_ballots = count > 0

    def focus_first(self) -> None:
        """Put the focus on what comes next."""
        first = self._reveal if not self._pass.isEnabled() else self._pass
        first.setFocus()

    def look_at_screens(self) -> None:
        """Warn when a second screen shows the same picture as another."""
        mirrored = is_mirrored()
        self._mirrored.setVisible(mirrored)
        self._alone.setVisible(not mirrored)

    def calm_down(self) -> None:
        """Ask no more whether the box is to be emptied."""
        self._sure.hide()

    def _ways(self, look: Look) -> QWidget:
        frame, column = card()
        title = label(self.tr("Three ways into the box"), "heading")
        column.addWidget(with_info(title, "ballot", look))
        bar = QWidget()
        flow = FlowLayout(12)
        bar.setLayout(flow)
        self._pass = button(self.tr("Pass the laptop"), self._ask_pass, "primary")
        self._paper = button(self.tr("Type paper ballots…"), self._ask_paper)
        self._file = button(self.tr("Read a file…"), self._ask_file)
        self._way_buttons = (self._pass, self._paper, self._file)
        for way in self._way_buttons:
            flow.addWidget(way)
        column.addWidget(bar)
        self._alone = label(
            self.tr("If a projector shows the same picture as this screen, switch it off first."),
            "muted",
        )
        self._mirrored = label(
            self.tr(
                "Two screens show the same picture, and would show every ballot that is typed "
                "here. Switch the projector off before you pass the laptop."
            ),
            "warning",
        )
        column.addWidget(self._alone)
        column.addWidget(self._mirrored)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self.look_at_screens)
            application.screenRemoved.connect(self.look_at_screens)
        self._people = PeopleBox()
        self._people.chosen.connect(self.people_chosen)
        prompt = label(self.tr("People in the room"), "muted", wrap=False)
        prompt.setBuddy(self._people)
        self._people_row = QWidget()
        row = QHBoxLayout(self._people_row)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        row.addWidget(prompt)
        row.addWidget(self._people)
        row.addStretch(1)
        column.addWidget(self._people_row)
        return frame

    def _ends(self) -> QWidget:
        bar = QWidget()
        flow = FlowLayout(12)
        bar.setLayout(flow)
        self._reveal = button(self.tr("Reveal"), self._ask_reveal)
        self._put_away = button(self.tr("Put away for later"), self._ask_put_away)
        self._empty = button(self.tr("Empty the box"), self._ask_whether_sure, "link")
        self._reason = label("", "muted", wrap=False)
        for widget in (self._reveal, self._reason, self._put_away, self._empty):
            flow.addWidget(widget)
        return bar

    def _sure_card(self) -> QWidget:
        """Asked once, here on the page: emptying the box is the one thing without undo."""
        self._sure, column = card("warning", margin=16)
        column.addWidget(self._sure_words)
        row = QHBoxLayout()
        row.setSpacing(12)
        self._keep = button(self.tr("Keep them"), self._keep_ballots)
        row.addWidget(self._keep)
        row.addWidget(button(self.tr("Throw them away"), self._ask_empty))
        row.addStretch(1)
        column.addLayout(row)
        self._sure.hide()
        return self._sure

    def _counted(self, count: int, expected: int | None) -> str:
        if expected is None:
            if count == 1:
                return self.tr("1 ballot is in")
            return self.tr("{count} ballots are in").format(count=f"{count:,}")
        text = self.tr("{count} of {people} ballots are in")
        return text.format(count=f"{count:,}", people=f"{expected:,}")

    def _advice(self, held: BallotRound, count: int, *, is_full: bool) -> str:
        if is_full:
            return self.tr("Everyone is in: reveal the ballots when the room is ready.")
        if held.joint:
            return self.tr("The group fills in one ballot together.")
        if not count:
            return self.tr("Answer alone and in silence. Talk comes after the reveal.")
        return self.tr("Everyone answers alone. Talk comes after the reveal.")

    def _warning(self, held: BallotRound, count: int) -> str:
        """Why nothing can be revealed, or had better not be."""
        if not count:
            return self.tr("There is no ballot to reveal yet.")
        if count < _FEW and not held.joint:
            return self.tr("With so few, the room can guess who said what.")
        return ""

    def _reveal_words(self, count: int, *, is_full: bool) -> str:
        if is_full or not count:
            return self.tr("Reveal")
        if count == 1:
            return self.tr("Reveal now with 1")
        return self.tr("Reveal now with {count}").format(count=f"{count:,}")

    def _make_first(self, first: QPushButton) -> None:
        for one in (self._pass, self._reveal):
            kind = "primary" if one is first else "plain"
            if one.property("kind") != kind:
                one.setProperty("kind", kind)
                one.style().unpolish(one)
                one.style().polish(one)

    def _ask_pass(self) -> None:
        self.pass_asked.emit()

    def _ask_paper(self) -> None:
        self.paper_asked.emit()

    def _ask_file(self) -> None:
        self.file_asked.emit()

    def _ask_reveal(self) -> None:
        self.reveal_asked.emit()

    def _ask_put_away(self) -> None:
        self.put_away_asked.emit()

    def _ask_whether_sure(self) -> None:
        if not self._has_ballots:
            self.empty_asked.emit()
            return
        self._sure.show()
        self._keep.setFocus()

    def _keep_ballots(self) -> None:
        self._sure.hide()
        self._empty.setFocus()

    def _ask_empty(self) -> None:
        self._sure.hide()
        self.empty_asked.emit()


class _Pips(QWidget):
    """A mark for everybody: full when that many ballots are in, in no order of people."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._count, self._all = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_count(self, count: int, expected: int | None) -> None:
        self._count, self._all = count, max(expected or 0, count)
        self.setVisible(0 < self._all <= _MOST_PIPS)
        self.update()

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 12, round(em * 1.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        em = self.fontMetrics().height()
        step = min(em * 1.25, self.width() / max(self._all, 1))
        side = step * 0.8
        for place in range(self._all):
            full = place < self._count
            painter.setPen(QPen(self._look.color("accent" if full else "control"), 1.5))
            ground = self._look.color("accent") if full else Qt.BrushStyle.NoBrush
            painter.setBrush(ground)
            painter.drawEllipse(QRectF(place * step + 1, (self.height() - side) / 2, side, side))
        painter.end()
