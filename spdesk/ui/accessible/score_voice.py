"""Reads the score out when it has changed, once the hand rests."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from spdesk.core.performance import Performance
from spdesk.core.sentences import sp_words
from spdesk.core.speak import score_words
from spdesk.ui.announce import announce

REST = 300
"""Milliseconds without a change after which the hand rests: a held arrow key is one move."""


class ScoreVoice(QObject):
    """Follows the scores that a page shows. It does nothing while no screen reader runs."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._issue_id = ""
        self._performance: Performance | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(REST)
        self._pause.timeout.connect(self._speak)

    def follow(self, issue_id: str, performance: Performance | None) -> None:
        """Take the scores as they are now; those of another issue are not read out."""
        same = issue_id == self._issue_id
        changed = performance != self._performance
        self._issue_id, self._performance = issue_id, performance
        if not same or performance is None:
            self._pause.stop()
        elif changed and QAccessible.isActive():
            self._pause.start()

    def sentence(self) -> str:
        """The three scores and what they make; empty while one of them is missing."""
        now = self._performance
        if now is None:
            return ""
        words = self.tr(
            "Capabilities {c}, incentives {i}, relationships {r}: sustainable performance about"
            " {sp}."
        )
        return words.format(
            c=score_words(now.capabilities),
            i=score_words(now.incentives),
            r=score_words(now.relationships),
            sp=sp_words(now.ln_sp),
        )

    def _speak(self) -> None:
        if self._page.isVisible():
            announce(self._page, self.sentence())
