"""How the parts of a record look on paper: type, spaces and tables, by role."""

from collections.abc import Sequence

from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from spdesk.ui.paper.ink import mm, paper_color, paper_font

_ROLES = {
    "heading 1": (18.0, True, "text"),
    "heading 2": (13.0, True, "text"),
    "heading 3": (11.0, True, "text"),
    "body": (10.5, False, "text"),
    "item": (10.5, False, "text"),
    "label": (10.5, True, "text"),
    "value": (10.5, False, "text"),
    "picture": (10.5, False, "text"),
    "quiet": (9.5, False, "muted"),
    "caption": (10.5, True, "text"),
    "head": (9.5, True, "text"),
    "cell": (9.5, False, "text"),
    "gap": (3.0, False, "text"),
}
"""Points, whether bold, and the role of the colour."""

_SPACES = {
    "heading 1": (0.0, 3.0),
    "heading 2": (4.5, 1.2),
    "heading 3": (3.0, 1.0),
    "body": (0.0, 1.8),
    "item": (0.0, 0.8),
    "label": (0.0, 0.8),
    "value": (0.0, 0.8),
    "picture": (1.0, 2.0),
    "quiet": (0.0, 1.8),
    "caption": (2.0, 1.2),
}
"""Millimetres above and below."""

_BULLET = 4.5
_CELL = 1.0
_HAIR = 0.2


def font_of(points: float, *, bold: bool = False) -> QFont:
    """The type of a record, sized in the units of paper."""
    return paper_font(points, QFont.Weight.Bold if bold else QFont.Weight.Normal)


def char_format(role: str) -> QTextCharFormat:
    """How the letters of a role look."""
    points, bold, colour = _ROLES[role]
    made = QTextCharFormat()
    made.setFont(font_of(points, bold=bold))
    made.setForeground(paper_color(colour))
    return made


def block_format(role: str) -> QTextBlockFormat:
    """What stands free above and below a role."""
    above, below = _SPACES.get(role, (0.0, 0.0))
    made = QTextBlockFormat()
    made.setTopMargin(mm(above))
    made.setBottomMargin(mm(below))
    if role == "item":
        made.setLeftMargin(mm(_BULLET))
        made.setTextIndent(-mm(_BULLET))
        made.setTabPositions([QTextOption.Tab(mm(_BULLET), QTextOption.TabType.LeftTab)])
    return made


def table_format(widths: Sequence[float]) -> QTextTableFormat:
    """A table with lines, whose first row is repeated on every page."""
    made = _shape(widths)
    made.setHeaderRowCount(1)
    made.setBorder(mm(_HAIR))
    made.setBorderCollapse(True)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(QBrush(paper_color("control")))
    made.setCellPadding(mm(_CELL))
    made.setBottomMargin(mm(2.5))
    return made


def facts_format(widths: Sequence[float]) -> QTextTableFormat:
    """Labels and values side by side, without lines."""
    made = _shape(widths)
    made.setBorder(0)
    made.setCellPadding(0)
    made.setTopMargin(mm(1))
    made.setBottomMargin(mm(1.6))
    return made


def _shape(widths: Sequence[float]) -> QTextTableFormat:
    made = QTextTableFormat()
    percent = QTextLength.Type.PercentageLength
    made.setWidth(QTextLength(percent, 100))
    made.setColumnWidthConstraints([QTextLength(percent, 100 * width) for width in widths])
    made.setCellSpacing(0)
    made.setMargin(0)
    return made
