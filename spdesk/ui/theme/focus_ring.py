"""The ring in a filled button that has the keyboard.

The style sheet frames every other control. Round a filled one a frame would stand out from the page
or from the fill, never from both; a second line within the fill does. Less room within the button
would do it too, but a button must not become smaller when the keyboard comes to it.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QPushButton

_OF_TEXT = 0.13
"""How thick the ring is, of the height of a small letter's line: 2 pixels at 100 %."""


def paint_ring(button: QPushButton) -> None:
    """Paint it, within `paintEvent` after all else; for another button there is nothing to do."""
    if button.property("kind") != "primary" or not button.hasFocus():
        return
    thick = max(button.fontMetrics().height() * _OF_TEXT, 2.0)
    away = 2 * thick
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QApplication.palette().highlightedText().color(), thick))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRectF(button.rect()).adjusted(away, away, -away, -away)
    painter.drawRoundedRect(ring, away, away)
    painter.end()
