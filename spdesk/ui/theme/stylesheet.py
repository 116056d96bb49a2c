"""The style sheet: what roles of text and kinds of control look like.

Widgets say what they are through the dynamic properties `role` (labels), `kind` (buttons) and
`ground` (frames); the sheet says how that looks. Sizes follow the text size, so that 200 % text
gets 200 % room. In high contrast edges are thick, and no ground alone says anything.
"""

from dataclasses import dataclass

from spdesk.guidance.locate import resource_folder
from spdesk.ui.theme.motion import STILL
from spdesk.ui.theme.strokes import Strokes, strokes
from spdesk.ui.theme.theme import Theme

_ICONS = resource_folder() / "icons"
_NORMAL_POINTS = 11

_IN_CELLS = 3
"""Pixels that Qt leaves beside the text of a cell, but not of a heading."""


@dataclass(frozen=True, slots=True)
class _Ink:
    """What all parts of the sheet are made from. `unit` is 1 at 100 %."""

    theme: Theme
    body: float
    unit: float
    strokes: Strokes
    contrast: bool
    point: float

    @property
    def quiet(self) -> str:
        """The edge of what is only a frame; in high contrast it is as clear as any."""
        return self.theme.control if self.contrast else self.theme.line

    @property
    def chosen_edge(self) -> str:
        """The edge of a button that is pressed in or chosen."""
        return self.theme.surface if self.contrast else self.theme.accent

    def pt(self, size: float) -> str:
        """A size of text, in the points of this system."""
        return f"{size * self.point:.1f}pt"

    def px(self, size: float) -> str:
        """A size at 100 % in the pixels of this text size."""
        return f"{size * self.unit:.0f}px"

    def edge(self, color: str) -> str:
        """The edge of a control."""
        return f"border: {self.strokes.edge}px solid {color};"

    def pad(self, down: float, across: float) -> str:
        """The room in a control with an edge: as much in all as beside an edge of one pixel."""
        return self._pad(down, across, self.strokes.edge)

    def focus(self, down: float, across: float) -> str:
        """A frame for the control that has the keyboard, which does not move what it frames."""
        width = min(self.strokes.focus, round(down * self.unit) + 1)
        return f"border: {width}px solid {self.theme.focus}; {self._pad(down, across, width)}"

    def beside_frame(self, down: float, across: float) -> str:
        """The room in what has an unseen frame until it has the keyboard."""
        return self._pad(down - 1, across - 1, self.strokes.focus)

    def _pad(self, down: float, across: float, border: int) -> str:
        rooms = (max(round(room * self.unit) + 1 - border, 0) for room in (down, across))
        return "padding: {}px {}px;".format(*rooms)

    def icon(self, name: str, *, on: str) -> str:
        """The picture of a sign that stands out from a ground: dark on light, or light on dark."""
        tone = "light" if _is_dark(on) else "dark"
        return f'image: url("{(_ICONS / f"{name}-{tone}.svg").as_posix()}");'


def stylesheet(theme: Theme, body: float, *, contrast: bool = False, point: float = 1.0) -> str:
    """The style sheet of the application for one theme and a body text of `body` points.

    `point`: what a point at 96 dots to an inch is in the points of this system.
    """
    unit = body / _NORMAL_POINTS
    ink = _Ink(theme, body, unit, strokes(unit, contrast=contrast), contrast, point)
    parts = (_texts, _grounds, _buttons, _kinds, _fields, _ticks, _lists, _chrome)
    return "\n".join([*(part(ink) for part in parts), STILL])


def _is_dark(color: str) -> bool:
    return sum(int(color[at : at + 2], 16) for at in (1, 3, 5)) < 3 * 128


def _large(body: float) -> float:
    """Larger than the body, until the body itself is large: a screen has only so much room."""
    return max(body, min(body * 1.4, 20))


def _texts(ink: _Ink) -> str:
    theme, body = ink.theme, ink.body
    return f"""
    QLabel[role="hero"] {{ font-size: {ink.pt(body * 2.3)}; font-weight: 700; }}
    QLabel[role="question"] {{ font-size: {ink.pt(body * 1.9)}; font-weight: 600; }}
    QLabel[role="title"] {{ font-size: {ink.pt(body * 1.75)}; font-weight: 700; }}
    QLabel[role="lead"] {{ font-size: {ink.pt(body * 1.15)}; color: {theme.muted}; }}
    QLabel[role="heading"] {{ font-size: {ink.pt(body)}; font-weight: 600; }}
    QLabel[role="muted"] {{ color: {theme.muted}; }}
    QLabel[role="accent"] {{ color: {theme.accent}; font-weight: 600; }}
    QLabel[role="warning"] {{ color: {theme.crisis}; font-weight: 600; }}
    QLabel[role="large"] {{ font-size: {ink.pt(_large(body))}; }}
    QLabel[role="number"] {{ font-size: {ink.pt(body * 1.35)}; font-weight: 700; }}
    QToolTip {{ color: {theme.text}; background: {theme.surface};
        {ink.edge(theme.control)} padding: {ink.px(4)}; }}
    """


def _grounds(ink: _Ink) -> str:
    theme, radius = ink.theme, f"border-radius: {ink.px(10)};"
    soft = (
        f"background: {theme.surface}; {ink.edge(theme.accent)}"
        if ink.contrast
        else f"background: {theme.accent_soft}; border: none;"
    )
    return f"""
    QMainWindow, QDialog, QScrollArea, QWidget[ground="window"] {{ background: {theme.window}; }}
    QWidget[ground="sidebar"] {{ background: {theme.sidebar}; }}
    QFrame[ground="card"] {{ background: {theme.surface}; {ink.edge(ink.quiet)} {radius} }}
    QFrame[ground="hero"] {{ background: {theme.surface};
        border: {ink.strokes.edge + 1}px solid {theme.accent}; {radius} }}
    QFrame[ground="warning"] {{ background: {theme.surface}; {ink.edge(theme.crisis)} {radius} }}
    QFrame[ground="soft"] {{ {soft} {radius} }}
    QFrame[ground="rule"] {{ background: {ink.quiet}; border: none; }}
    """


def _buttons(ink: _Ink) -> str:
    theme = ink.theme
    # What is pressed in or chosen is framed too: a soft ground alone is hardly seen.
    checked = f"background: {theme.accent_soft}; border: {ink.strokes.edge}px solid {theme.accent};"
    if ink.contrast:
        # With an edge as the page, or the frame of the keyboard would hardly differ from the fill.
        checked = (
            f"background: {theme.accent}; color: {theme.accent_text};"
            f" border-color: {ink.chosen_edge};"
        )
    return f"""
    QPushButton {{ background: {theme.surface}; color: {theme.text}; font-weight: 600;
        {ink.edge(theme.control)} {ink.pad(7, 16)} border-radius: {ink.px(7)}; outline: none; }}
    QPushButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:pressed, QPushButton:checked {{ {checked} }}
    QPushButton:disabled {{ color: {theme.muted}; background: {theme.window};
        border-color: {theme.line}; }}
    QPushButton:focus {{ {ink.focus(7, 16)} }}
    QPushButton[kind="primary"] {{ background: {theme.accent}; color: {theme.accent_text};
        border-color: {theme.accent}; }}
    QPushButton[kind="primary"]:disabled {{ background: {theme.window}; color: {theme.muted};
        border-color: {theme.line}; }}
    QPushButton[large="true"] {{ font-size: {ink.pt(_large(ink.body))}; {ink.pad(10, 24)} }}
    QPushButton[large="true"]:focus {{ {ink.focus(10, 24)} }}
    """


def _kinds(ink: _Ink) -> str:
    """Buttons that look less like buttons."""
    theme, frame = ink.theme, ink.strokes.focus
    side, edge = round(24 * max(ink.unit, 1)), ink.strokes.edge
    return f"""
    QPushButton[kind="link"] {{ background: transparent; color: {theme.accent}; text-align: left;
        border: {frame}px solid transparent; {ink.beside_frame(5, 6)} padding-left: 0; }}
    QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
    QPushButton[kind="link"]:focus {{ border-color: {theme.focus}; }}
    QPushButton[kind="chip"] {{ font-weight: 400; font-size: {ink.pt(ink.body * 0.92)};
        border-color: {theme.control}; {ink.pad(3, 9)} border-radius: {ink.px(6)}; }}
    QPushButton[kind="chip"]:checked {{ border-color: {ink.chosen_edge}; }}
    QPushButton[kind="chip"]:focus {{ {ink.focus(3, 9)} }}
    QPushButton[kind="info"] {{ color: {theme.muted}; border-color: {theme.control}; padding: 0;
        {_square(side - 2 * edge)} border-radius: {side // 2}px; }}
    QPushButton[kind="info"]:hover {{ color: {theme.accent}; border-color: {theme.accent}; }}
    QPushButton[kind="info"]:pressed {{ color: {theme.text}; background: {theme.surface}; }}
    QPushButton[kind="info"]:focus {{ border: {frame + 1}px solid {theme.focus}; padding: 0;
        {_square(side - 2 * (frame + 1))} }}
    """


def _square(side: int) -> str:
    ways = ("min-width", "max-width", "min-height", "max-height")
    return " ".join(f"{way}: {side}px;" for way in ways)


def _fields(ink: _Ink) -> str:
    theme = ink.theme
    chevron = f'image: url("{(_ICONS / "chevron.svg").as_posix()}");'
    if ink.contrast:
        chevron = ink.icon("chevron", on=theme.surface)
    return f"""
    QLineEdit, QPlainTextEdit, QComboBox, QDoubleSpinBox, QDateTimeEdit {{
        background: {theme.surface}; color: {theme.text}; {ink.edge(theme.control)}
        border-radius: {ink.px(6)}; {ink.pad(6, 8)}
        selection-background-color: {theme.accent}; selection-color: {theme.accent_text}; }}
    QLineEdit, QPlainTextEdit {{ placeholder-text-color: {theme.muted}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDoubleSpinBox:focus,
    QDateTimeEdit:focus {{ {ink.focus(6, 8)} }}
    QComboBox::drop-down {{ border: none; width: {ink.px(24)}; }}
    QComboBox QAbstractItemView {{ background: {theme.surface}; color: {theme.text};
        {ink.edge(theme.control)} selection-background-color: {theme.accent};
        selection-color: {theme.accent_text}; }}
    QComboBox::down-arrow {{ {chevron} width: {ink.px(12)}; height: {ink.px(12)}; }}
    QDateTimeEdit::up-arrow, QDateTimeEdit::down-arrow {{ image: none; width: 0; height: 0; }}
    QDoubleSpinBox[role="score"] {{ font-size: {ink.pt(ink.body * 1.1)}; font-weight: 600; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QDoubleSpinBox::up-button, QDoubleSpinBox::down-button, QDateTimeEdit::up-button,
    QDateTimeEdit::down-button {{ width: 0; border: none; }}
    """


def _ticks(ink: _Ink) -> str:
    """Boxes to tick and round ones to choose from: Qt's own edges are too faint, and do not grow."""
    theme, edge, frame = ink.theme, ink.strokes.edge, ink.strokes.focus
    side, dot = round(16 * ink.unit), round(5 * ink.unit)
    boxes = ("QCheckBox", "QRadioButton")
    both = ", ".join(f"{box}::indicator" for box in boxes)
    off = ", ".join(f"{box}::indicator:disabled" for box in boxes)
    return f"""
    QCheckBox, QRadioButton {{ color: {theme.text}; spacing: {ink.px(8)}; outline: none;
        border: {frame}px solid transparent; border-radius: {ink.px(5)};
        padding: {max(round(3 * ink.unit) - frame, 0)}px; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {theme.focus}; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {theme.muted}; }}
    {both} {{ width: {side - 2 * edge}px; height: {side - 2 * edge}px;
        background: {theme.surface}; {ink.edge(theme.control)} }}
    QCheckBox::indicator {{ border-radius: {ink.px(3)}; }}
    QRadioButton::indicator {{ border-radius: {side // 2}px; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
        {ink.icon("tick", on=theme.accent)} }}
    QRadioButton::indicator:checked {{ width: {side - 2 * dot}px; height: {side - 2 * dot}px;
        border: {dot}px solid {theme.accent}; }}
    {off} {{ border-color: {theme.line}; }}
    """


def _lists(ink: _Ink) -> str:
    theme, frame = ink.theme, ink.strokes.focus
    return f"""
    QTreeView {{ background: {theme.sidebar}; border: none; outline: none; }}
    QTableView {{ background: {theme.surface}; {ink.edge(ink.quiet)}
        padding: {frame - ink.strokes.edge}px; border-radius: {ink.px(8)}; gridline-color: {theme.line};
        selection-background-color: {theme.accent_soft}; selection-color: {theme.text}; }}
    QTableView#register::item, QTableView#reviews::item, QTableView#keys::item {{ padding: 0 {ink.px(8)}; border: none; }}
    QTableView#numbers::item {{ padding: 0 {ink.px(3)}; border: none; }}
    QTableView#register::item:selected, QTableView#keys::item:selected {{
        background: {theme.accent_soft}; }}
    QTableView::item:focus, QTableView#numbers::item:focus {{ border: {frame}px solid {theme.focus}; }}
    QTableView:focus, QTextBrowser:focus, QFileDialog QAbstractItemView:focus {{
        border: {frame}px solid {theme.focus}; padding: 0; }}
    QTextBrowser {{ border: {frame}px solid transparent; }}
    QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;
        border-bottom: {ink.strokes.edge}px solid {ink.quiet}; padding: {ink.px(5)} {round(8 * ink.unit) + _IN_CELLS}px; }}
    QTableCornerButton::section {{ background: {theme.surface}; border: none; }}
    QScrollArea {{ border: none; }}
    QScrollArea#preview {{ border: {frame}px solid transparent; }}
    QScrollArea#preview:focus {{ border-color: {theme.focus}; }}
    QScrollBar:vertical {{ background: transparent; width: {ink.px(12)}; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {ink.px(12)}; margin: 0; }}
    QScrollBar::handle {{ background: {theme.control}; border-radius: {ink.px(4)};
        margin: 2px; min-height: {ink.px(28)}; min-width: {ink.px(28)}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; border: none; width: 0; height: 0; }}
    """


def _chrome(ink: _Ink) -> str:
    theme, frame = ink.theme, ink.strokes.focus
    line = f"{ink.strokes.edge}px solid {ink.quiet};"
    # The frame keeps its place while nothing is chosen; the ground alone would hardly be seen.
    chosen = f"background: {theme.accent_soft}; border-color: {theme.focus};"
    return f"""
    QMenuBar {{ background: {theme.surface}; color: {theme.text};
        border-bottom: {line} padding: {ink.px(2)} {ink.px(7)}; }}
    QMenuBar::item {{ background: transparent; {ink.beside_frame(7, 11)}
        border: {frame}px solid transparent; border-radius: {ink.px(5)}; }}
    QMenuBar::item:selected {{ {chosen} }}
    QMenu {{ background: {theme.surface}; color: {theme.text}; {ink.edge(theme.control)}
        padding: {ink.px(4)}; }}
    QMenu::item {{ {ink.beside_frame(7, 28)} border: {frame}px solid transparent;
        border-radius: {ink.px(4)}; }}
    QMenu::item:selected {{ {chosen} }}
    QMenu::item:disabled {{ color: {theme.muted}; }}
    QMenu::indicator {{ width: {ink.px(12)}; height: {ink.px(12)}; left: {ink.px(8)}; }}
    QMenu::indicator:checked {{ {ink.icon("tick", on=theme.surface)} }}
    QMenu::separator {{ height: {ink.strokes.edge}px; background: {ink.quiet};
        margin: {ink.px(4)} {ink.px(8)}; }}
    QStatusBar {{ background: {theme.surface}; border-top: {line} }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {theme.muted}; font-size: {ink.pt(ink.body * 0.92)};
        {ink.beside_frame(5, 9)} border: {frame}px solid transparent; }}
    QStatusBar QLabel:focus {{ border-color: {theme.focus}; }}
    QSplitter::handle, QMainWindow::separator {{ background: {ink.quiet}; }}
    QMainWindow::separator {{ width: 1px; height: 1px; }}
    """
