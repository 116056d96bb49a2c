"""Long work that leaves the window alive: steps for its thread, and steps for another one."""

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

Step = Callable[[], Any]
Steps = Generator[Step | None, Any, Any]
"""The work. It yields None to let the window breathe, or a function that needs no Qt, which is done
in another thread while the window goes on; what it gives or raises comes back from the yield."""


class Work(QObject):
    """Does one piece of work, step by step. Exactly one of the signals ends it."""

    done = Signal(object)
    """What the work gave."""

    cancelled = Signal()
    """It was cancelled; the step that was under way has been waited for."""

    _answered = Signal(object)

    def __init__(self, steps: Steps, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._pool: ThreadPoolExecutor | None = None
        self._is_cancelled = False
        self._is_over = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._go_on)
        self._answered.connect(self._take)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._pause.start(0)

    def cancel(self) -> None:
        """Stop after the present step."""
        self._is_cancelled = True

    def stop(self) -> None:
        """Give up at once, without a signal: the thread is waited for."""
        self._is_over = True
        self._pause.stop()
        self._end()

    def _go_on(self) -> None:
        self._advance(self._steps.send, None)

    def _take(self, future: "Future[Any]") -> None:
        if self._is_over:
            return
        error = future.exception()
        if error is None:
            self._advance(self._steps.send, future.result())
        else:
            self._advance(self._steps.throw, error)

    def _advance(self, move: Callable[[Any], Step | None], value: Any) -> None:
        if self._is_cancelled:
            self._end()
            self.cancelled.emit()
            return
        try:
            step = move(value)
        except StopIteration as end:
            self._end()
            self.done.emit(end.value)
        except BaseException:
            self._end()
            raise
        else:
            if step is None:
                self._pause.start(0)
            else:
                self._hand_over(step)

    def _hand_over(self, step: Step) -> None:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1)
        self._pool.submit(step).add_done_callback(self._answered.emit)

    def _end(self) -> None:
        self._is_over = True
        self._steps.close()
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None
