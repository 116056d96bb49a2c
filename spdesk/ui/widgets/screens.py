"""Which screens show the same picture: a mirrored projector shows every ballot to the room."""

from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication, QScreen


def is_mirrored(screens: Iterable[QScreen] | None = None) -> bool:
    """Whether two screens lie at the same place and so show the same; None: all screens there are.

    Not every system tells of a mirrored screen, so False is no promise.
    """
    places = [s.geometry() for s in (QGuiApplication.screens() if screens is None else screens)]
    return any(place in places[:number] for number, place in enumerate(places))
