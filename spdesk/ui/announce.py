"""What a screen reader says by itself, without the focus moving: the one place that asks for it."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str, *, urgent: bool = False) -> None:
    """Have the sentence read out, where a screen reader listens.

    widget: where it comes from; readers listen to what is on the screen, so any visible widget
    of the window will do. sentence: whole, with its full stop; an empty one says nothing.
    urgent: for errors only. It cuts off whatever is being read.
    """
    if not sentence or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, sentence)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
