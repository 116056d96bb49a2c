"""Where the card of the tour stands: wholly inside the window, beside what it speaks of."""

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 14
"""Pixels between the card and what it speaks of."""


def place_card(room: QRect, marked: QRect | None, size: QSize) -> QRect:
    """The place of a card, in the coordinates of the room.

    room: where the card may stand. marked: what it speaks of, of which only the part inside the
    room counts; None when there is nothing to point at. size: of the card; what is larger than
    the room is made smaller. Right, left, below and above are tried in this order; where none is
    free, the corner that covers least of what is marked is taken. Its upper half counts double,
    since reading begins at the top.
    """
    size = size.boundedTo(room.size())
    seen = marked.intersected(room) if marked is not None else QRect()
    corners = [
        QPoint(room.right() + 1 - size.width(), room.bottom() + 1 - size.height()),
        QPoint(room.left(), room.bottom() + 1 - size.height()),
        QPoint(room.right() + 1 - size.width(), room.top()),
        room.topLeft(),
    ]
    if seen.isEmpty():
        return QRect(corners[0], size)
    beside = [
        QPoint(seen.right() + 1 + GAP, seen.top()),
        QPoint(seen.left() - GAP - size.width(), seen.top()),
        QPoint(seen.left(), seen.bottom() + 1 + GAP),
        QPoint(seen.left(), seen.top() - GAP - size.height()),
    ]
    for corner in beside:
        place = _pushed_into(room, QRect(corner, size))
        if not place.intersects(seen):
            return place
    upper = QRect(seen.topLeft(), QSize(seen.width(), seen.height() // 2))
    places = [QRect(corner, size) for corner in corners]
    return min(
        places, key=lambda place: _area(place.intersected(seen)) + _area(place.intersected(upper))
    )


def _pushed_into(room: QRect, place: QRect) -> QRect:
    """The place, moved by no more than it takes to be inside the room."""
    x = min(max(place.left(), room.left()), room.right() + 1 - place.width())
    y = min(max(place.top(), room.top()), room.bottom() + 1 - place.height())
    return QRect(QPoint(x, y), place.size())


def _area(rect: QRect) -> int:
    return 0 if rect.isEmpty() else rect.width() * rect.height()
