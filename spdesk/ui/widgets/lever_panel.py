"""One lever: its score as number and slider, what that looks like, and what the next point does."""

import math

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.core.speak import score_words, times
from spdesk.guidance.lever_texts import LeverText
from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.announce import announce
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.lever_slider import LeverSlider
from spdesk.ui.widgets.number_box import NumberBox
from spdesk.ui.widgets.texts import label, say

FULL_BAR = 2.5
"""The factor that fills a bar, unless one of the three is larger."""

_ENTRIES = {
    Lever.CAPABILITIES: "capabilities",
    Lever.INCENTIVES: "incentives",
    Lever.RELATIONSHIPS: "constructive-relationships",
}
"""What the glossary calls them."""

Range = tuple[float, float]
"""The low and the high end of what one more point is likely to multiply SP by."""


class FactorBar(QWidget):
    """A bar whose length is the logarithm of a factor: three bars share one scale.

    A line over it, with a stroke at each end, shows a likely range.
    """

    def __init__(self, look: Look, role: str) -> None:
        super().__init__()
        self._look = look
        self._role = role
        self._share = 0.0
        reads_as_picture(self)
        self._likely: Range | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @property
    def share(self) -> float:
        """How much of the room the bar fills, 0 to 1."""
        return self._share

    @property
    def likely(self) -> Range | None:
        """Where the likely range begins and ends, as shares of the room; None without one."""
        return self._likely

    def show_factor(self, factor: float, full: float, likely: Range | None = None) -> None:
        """Show a factor (1 or more) and its likely range where `full` would fill the bar."""
        share = _share(factor, full)
        ends = None if likely is None else (_share(likely[0], full), _share(likely[1], full))
        if (share, ends) != (self._share, self._likely):
            self._share, self._likely = share, ends
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(80 * self._look.scale), round(10 * self._look.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._share > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color(self._role))
            bar = QRectF(0, 0, max(self.width() * self._share, 2), self.height())
            radius = min(3 * self._look.scale, bar.width() / 2)
            painter.drawRoundedRect(bar, radius, radius)
        if self._likely is not None:
            self._paint_likely(painter, self._likely)

    def _paint_likely(self, painter: QPainter, likely: Range) -> None:
        """A line with two ends, set off from the bar as well as from the ground."""
        unit = self._look.scale
        room = self.width() - 4 * unit
        low, high = (2 * unit + end * room for end in likely)
        middle, top, bottom = self.height() / 2, 1.5 * unit, self.height() - 1.5 * unit
        lines = [
            QLineF(low, middle, high, middle),
            QLineF(low, top, low, bottom),
            QLineF(high, top, high, bottom),
        ]
        for role, width in (("window", 3.6), ("text", 1.6)):
            painter.setPen(QPen(self._look.color(role), width * unit))
            painter.drawLines(lines)


def _share(factor: float, full: float) -> float:
    return min(math.log(factor) / math.log(full), 1)


class LeverPanel(QWidget):
    """One lever of SP."""

    edit_started = Signal()
    """A press, or the number field was entered: a new gesture begins."""

    edited = Signal(object, float)
    """The lever and the score that the user set."""

    def __init__(self, look: Look, lever: Lever, words: LeverText) -> None:
        super().__init__()
        self.lever = lever
        self._look = look
        self._words = words
        self._name = label(f"{words.name}, {words.symbol}", "heading")
        self._name.setToolTip(words.short)
        self.number = NumberBox(words.name, self.tr("not scored"))
        self.number.setAccessibleDescription(words.short)
        self.number.setProperty("role", "score")
        self.number.out_of_range.connect(self._say_range)
        self._name.setBuddy(self.number)
        self.slider = LeverSlider(
            look, lever.value, self.tr("{name}, slider").format(name=words.name)
        )
        self._level = label("", "muted")
        self._step = label("", "body", wrap=False)
        self._bar = FactorBar(look, lever.value)
        self._bar.setAccessibleName(
            self.tr("{name}, what one more point does").format(name=words.name)
        )
        self._likely: Range | None = None
        self._likely_words = ""
        self._factor = label("", "heading", wrap=False)
        self._mark = label("", "heading", wrap=False)
        self._lay_out()
        for part in (self.number, self.slider):
            part.edit_started.connect(self.edit_started)
            part.edited.connect(self._on_edited)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def bar(self) -> FactorBar:
        """The bar of the next point."""
        return self._bar

    @property
    def level_text(self) -> str:
        """What the score looks like in a practice, as it stands on the screen."""
        return self._level.text()

    @property
    def step_text(self) -> str:
        """The line about the next point, as it stands on the screen."""
        shown = (self._step, self._factor, self._mark)
        return " ".join(part.text() for part in shown if part.text())

    def show_score(self, scale: Scale, score: float | None) -> None:
        """Show a score, or that there is none yet."""
        self.number.show_range(scale.low, scale.high)
        self.number.show_number(score)
        self.slider.show_score(scale.low, scale.high, score)
        level = self.tr("Not scored yet") if score is None else self._words.level(score, scale)
        say(self._level, level)
        self.slider.setAccessibleDescription(f"{level} {self._likely_words}".rstrip())

    def show_likely(self, likely: Range | None, words: str = "") -> None:
        """Take the likely range of the next point, and a sentence on it; None: there is none.

        It is drawn with the next step that is shown.
        """
        if (likely, words) != (self._likely, self._likely_words):
            self._likely, self._likely_words = likely, words
            self._bar.setToolTip(words)

    def show_next(self, performance: Performance | None, full: float, *, strongest: bool) -> None:
        """Show what the next point does; `full` is the factor that fills the bar."""
        if performance is None:
            self._show_step("", "", 1, full, "")
            return
        left = performance.scale.high - performance.score(self.lever)
        factor = performance.next_point(self.lever)
        mark = self.tr("strongest") if strongest else ""
        if left <= 0:
            self._show_step(self.tr("at the top"), "", 1, full, "")
        elif left < 1:
            self._show_step(self.tr("up to the top"), times(factor), factor, full, mark)
        else:
            self._show_step(self.tr("one point more"), times(factor), factor, full, mark)

    def _show_step(self, step: str, words: str, factor: float, full: float, mark: str) -> None:
        say(self._step, step)
        say(self._factor, words)
        say(self._mark, mark)
        self._bar.show_factor(factor, full, self._likely)
        said = ". ".join(part for part in (self.step_text, self._likely_words) if part)
        if said != self._bar.accessibleDescription():
            self._bar.setAccessibleDescription(said)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        name = with_info(self._name, _ENTRIES[self.lever], self._look)
        head.addWidget(name, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.number)
        step = QGridLayout()
        step.setContentsMargins(0, 0, 0, 0)
        for column, part in enumerate((self._step, self._bar, self._factor, self._mark)):
            step.addWidget(part, 0, column, Qt.AlignmentFlag.AlignVCenter)
        step.setColumnStretch(1, 1)
        self._factor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.slider)
        layout.addWidget(self._level)
        layout.addLayout(step)
        self._step_layout = step

    def _restyle(self) -> None:
        """Colours, and widths that keep the bars of all panels on one left edge."""
        palette = self._name.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._look.color(self.lever.value))
        self._name.setPalette(palette)
        self._mark.setPalette(palette)
        number = QFontMetrics(self._look.font(12, bold=True))
        unit = self._look.scale
        # The words for "none yet" are longer than any number.
        shown = (self.tr("not scored"), "10.00")
        width = max(number.horizontalAdvance(text) for text in shown)
        self.number.setFixedWidth(width + round(26 * unit))
        body, bold = QFontMetrics(self._look.font()), QFontMetrics(self._look.font(bold=True))
        steps = (self.tr("one point more"), self.tr("up to the top"), self.tr("at the top"))
        # Fixed both ways: then another text asks for no new layout.
        self._step.setFixedSize(
            max(body.horizontalAdvance(text) for text in steps) + 2, body.height() + 1
        )
        height = bold.height() + 1
        self._factor.setFixedSize(bold.horizontalAdvance(times(88.88)) + 2, height)
        self._mark.setFixedSize(bold.horizontalAdvance(self.tr("strongest")) + 2, height)
        self._step_layout.setHorizontalSpacing(round(8 * unit))

    def _say_range(self) -> None:
        low, high = (score_words(end) for end in (self.number.minimum(), self.number.maximum()))
        sentence = self.tr("A score lies between {low} and {high}.").format(low=low, high=high)
        say(self._level, sentence)
        announce(self.number, sentence, urgent=True)

    def _on_edited(self, score: float) -> None:
        self.edited.emit(self.lever, score)
