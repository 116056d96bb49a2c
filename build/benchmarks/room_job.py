"""How long the window is kept waiting while the band of a large room is reckoned beside it."""

import json
import random
import sys
import time

from PySide6.QtCore import QCoreApplication, QTimer

from spdesk.core.performance import Scale
from spdesk.core.terms import Terms
from spdesk.ui.room_job import RoomJob

BALLOTS = 1000
TURNS = 9


class Heartbeat:
    """Counts the turns of the event loop, and keeps the longest time between two of them."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self.longest = 0.0

    def start(self) -> None:
        """Begin a new count."""
        self._last, self.longest = time.perf_counter(), 0.0
        self._timer.start(0)

    def stop(self) -> float:
        """End it; gives the longest time between two turns, in seconds."""
        self._beat()
        self._timer.stop()
        return self.longest

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def room_of(count: int, seed: int) -> tuple[Terms, ...]:
    """So many ballots with whole scores."""
    draw = random.Random(seed)
    return tuple(Terms(*(float(draw.randint(1, 10)) for _ in range(3))) for _ in range(count))


def busy(heart: Heartbeat, job: RoomJob, ballots: tuple[Terms, ...]) -> tuple[float, float]:
    """The longest wait during one job, and how long the job took."""
    answers: list[object] = []
    job.done.connect(answers.append)
    heart.start()
    begun = time.perf_counter()
    job.ask(ballots, Scale())
    while not answers:
        QCoreApplication.processEvents()
    took = time.perf_counter() - begun
    job.done.disconnect(answers.append)
    return heart.stop(), took


def idle(heart: Heartbeat, seconds: float) -> float:
    """The longest wait while nothing is reckoned, over as long a time."""
    heart.start()
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QCoreApplication.processEvents()
    return heart.stop()


def main() -> int:
    _application = QCoreApplication(sys.argv[:1])
    heart, job = Heartbeat(), RoomJob()
    busy(heart, job, room_of(7, 0))  # numpy is imported here, once
    measured: dict[str, list[float]] = {"busy": [], "idle": [], "took": []}
    for turn in range(TURNS):
        longest, took = busy(heart, job, room_of(BALLOTS, turn))
        measured["busy"].append(longest)
        measured["took"].append(took)
        measured["idle"].append(idle(heart, took))
    job.stop()
    print(json.dumps(measured), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
