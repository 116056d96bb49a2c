"""A meeting: its run sheet, the step it is at, and its clock. It shows nothing by itself."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from spdesk.guidance.meeting_texts import RunSheet, SheetStep
from spdesk.ui.desk import Desk
from spdesk.workbook.derive import Step

MORE_SECONDS = 120
"""What one press of “+ 2 minutes” gives a step."""

_JUST_AFTER = 0.005
"""Seconds. The clock is read a moment after a second has passed, never a moment before."""


class Meeting(QObject):
    """Goes through a run sheet step by step. Each step keeps its own time, also when one goes back.

    The clock is a monotonic one in seconds; it stands still while the meeting is paused. The
    program's only timer for it runs while the clock runs, once a second, and otherwise not at all.
    """

    changed = Signal()
    """Another second, another step, or the clock was started or stopped."""

    def __init__(
        self,
        desk: Desk,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._sheet: RunSheet | None = None
        self._at = 0
        self._spent: list[float] = []
        self._given: list[float] = []
        self._since: float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def sheet(self) -> RunSheet | None:
        """The run sheet, or None when no meeting is held."""
        return self._sheet

    @property
    def step(self) -> SheetStep | None:
        """The step that the meeting is at, or None."""
        return self._sheet.steps[self._at] if self._sheet else None

    @property
    def number(self) -> int:
        """Which step it is at, from 1."""
        return self._at + 1

    @property
    def is_at_end(self) -> bool:
        """Whether this is the last step."""
        return self._sheet is not None and self.number == len(self._sheet.steps)

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self._since is not None

    @property
    def step_left(self) -> int:
        """Whole seconds that are left for this step; below 0 once it is over time."""
        if self._sheet is None:
            return 0
        return math.ceil(self._given[self._at] - self._spent_now(self._at))

    @property
    def left(self) -> int:
        """Whole seconds that are left for the whole meeting; below 0 once it is over time.

        More time for a step is taken from the others: a meeting ends when it was said to end.
        """
        if self._sheet is None:
            return 0
        spent = sum(self._spent_now(at) for at in range(len(self._spent)))
        return math.ceil(self._sheet.minutes * 60 - spent)

    def start(self, sheet: RunSheet) -> None:
        """Begin a meeting at its first step, with its clock running."""
        self._sheet, self._since = sheet, None
        self._spent = [0.0] * len(sheet.steps)
        self._given = [step.minutes * 60.0 for step in sheet.steps]
        self._at = 0
        self._since = self._clock()
        self._look_at_page()
        self._tell()

    def pause(self) -> None:
        """Stop the clock, or let it go on."""
        if self._sheet is not None:
            self._settle()
            self._since = None if self.running else self._clock()
            self._tell()

    def next(self) -> None:
        """Go to the next step and look at its page; after the last one nothing happens."""
        if self._sheet is not None and not self.is_at_end:
            self._go(self._at + 1)

    def back(self) -> None:
        """Go to the step before, whose clock goes on where it was."""
        if self._sheet is not None and self._at > 0:
            self._go(self._at - 1)

    def add_time(self) -> None:
        """Give this step two minutes more."""
        if self._sheet is not None:
            self._given[self._at] += MORE_SECONDS
            self._tell()

    def end(self) -> None:
        """End the meeting; its clock is gone."""
        if self._sheet is not None:
            self._sheet, self._since = None, None
            self._tell()

    def _go(self, at: int) -> None:
        self._settle()
        self._at = at
        if self.running:
            self._since = self._clock()
        self._look_at_page()
        self._tell()

    def _look_at_page(self) -> None:
        issue, step = self._desk.issue, self.step
        if issue is not None and step is not None and step.page:
            self._desk.look_at(issue.id, Step(step.page))

    def _spent_now(self, at: int) -> float:
        now = self._clock() - self._since if self._since is not None and at == self._at else 0.0
        return self._spent[at] + now

    def _settle(self) -> None:
        """Put what the clock has counted down to the present step."""
        self._spent[self._at] = self._spent_now(self._at)

    def _tell(self) -> None:
        self._arm()
        self.changed.emit()

    def _tick(self) -> None:
        self._tell()

    def _arm(self) -> None:
        """Wake when the next second is over, or sleep for good while the clock stands."""
        if self._since is None:
            self._timer.stop()
            return
        left = self._given[self._at] - self._spent_now(self._at)
        rest = left - math.ceil(left) + 1
        self._timer.start(math.ceil((rest + _JUST_AFTER) * 1000))
