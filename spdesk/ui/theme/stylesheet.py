"""The style sheet: what roles of text and kinds of control look like.

Widgets say what they are through the dynamic properties `role` (labels), `kind` (buttons) and
`ground` (frames); the sheet says how that looks. Sizes follow the text size, so that 200 % text
gets 200 % room.
"""

from spdesk.guidance.locate import resource_folder
from spdesk.ui.theme.theme import Theme

_CHEVRON = (resource_folder() / "icons" / "chevron.svg").as_posix()


def stylesheet(theme: Theme, body: float) -> str:
    """The style sheet of the application for one theme and a body text of `body` points."""
    unit = body / 11  # one at 100 %
    return "\n".join(
        part(theme, body, unit) for part in (_texts, _grounds, _buttons, _fields, _lists, _chrome)
    )


def _large(body: float) -> float:
    """Larger than the body, until the body itself is large: a screen has only so much room."""
    return max(body, min(body * 1.4, 20))


def _texts(theme: Theme, body: float, unit: float) -> str:
    return f"""
    QLabel[role="hero"] {{ font-size: {body * 2.3:.1f}pt; font-weight: 700; }}
    QLabel[role="question"] {{ font-size: {body * 1.9:.1f}pt; font-weight: 600; }}
    QLabel[role="title"] {{ font-size: {body * 1.75:.1f}pt; font-weight: 700; }}
    QLabel[role="lead"] {{ font-size: {body * 1.15:.1f}pt; color: {theme.muted}; }}
    QLabel[role="heading"] {{ font-size: {body:.1f}pt; font-weight: 600; }}
    QLabel[role="muted"] {{ color: {theme.muted}; }}
    QLabel[role="accent"] {{ color: {theme.accent}; font-weight: 600; }}
    QLabel[role="warning"] {{ color: {theme.crisis}; font-weight: 600; }}
    QLabel[role="large"] {{ font-size: {_large(body):.1f}pt; }}
    QLabel[role="number"] {{ font-size: {body * 1.35:.1f}pt; font-weight: 700; }}
    QToolTip {{ color: {theme.text}; background: {theme.surface};
        border: 1px solid {theme.control}; padding: {4 * unit:.0f}px; }}
    """


def _grounds(theme: Theme, _body: float, unit: float) -> str:
    radius = f"border-radius: {10 * unit:.0f}px;"
    return f"""
    QMainWindow, QDialog, QScrollArea, QWidget[ground="window"] {{ background: {theme.window}; }}
    QWidget[ground="sidebar"] {{ background: {theme.sidebar}; }}
    QFrame[ground="card"] {{ background: {theme.surface};
        border: 1px solid {theme.line}; {radius} }}
    QFrame[ground="hero"] {{ background: {theme.surface};
        border: 2px solid {theme.accent}; {radius} }}
    QFrame[ground="warning"] {{ background: {theme.surface};
        border: 1px solid {theme.crisis}; {radius} }}
    QFrame[ground="soft"] {{ background: {theme.accent_soft}; border: none; {radius} }}
    QFrame[ground="rule"] {{ background: {theme.line}; border: none; }}
    """


def _buttons(theme: Theme, body: float, unit: float) -> str:
    room = f"padding: {7 * unit:.0f}px {16 * unit:.0f}px; border-radius: {7 * unit:.0f}px;"
    return f"""
    QPushButton {{ background: {theme.surface}; color: {theme.text}; font-weight: 600;
        border: 1px solid {theme.control}; {room} }}
    QPushButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:pressed, QPushButton:checked {{ background: {theme.accent_soft}; }}
    QPushButton:disabled {{ color: {theme.muted}; background: {theme.window};
        border-color: {theme.line}; }}
    QPushButton:focus {{ border: 2px solid {theme.focus};
        padding: {7 * unit - 1:.0f}px {16 * unit - 1:.0f}px; }}
    QPushButton[kind="primary"] {{ background: {theme.accent}; color: {theme.accent_text};
        border-color: {theme.accent}; }}
    QPushButton[kind="primary"]:disabled {{ background: {theme.line}; color: {theme.muted};
        border-color: {theme.line}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {theme.text}; }}
    QPushButton[large="true"] {{ font-size: {_large(body):.1f}pt;
        padding: {10 * unit:.0f}px {24 * unit:.0f}px; }}
    QPushButton[large="true"]:focus {{
        padding: {10 * unit - 1:.0f}px {24 * unit - 1:.0f}px; }}
    QPushButton[kind="link"] {{ background: transparent; color: {theme.accent}; text-align: left;
        border: 2px solid transparent; padding: {3 * unit:.0f}px {4 * unit:.0f}px;
        padding-left: 0; }}
    QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
    QPushButton[kind="link"]:focus {{ border-color: {theme.focus}; }}
    QPushButton[kind="chip"] {{ font-weight: 400; font-size: {body * 0.92:.1f}pt;
        border-color: {theme.line}; padding: {3 * unit:.0f}px {9 * unit:.0f}px;
        border-radius: {6 * unit:.0f}px; }}
    QPushButton[kind="chip"]:checked {{ border-color: {theme.accent};
        background: {theme.accent_soft}; }}
    QPushButton[kind="chip"]:focus {{ border: 2px solid {theme.focus};
        padding: {3 * unit - 1:.0f}px {9 * unit - 1:.0f}px; }}
    """


def _fields(theme: Theme, body: float, unit: float) -> str:
    return f"""
    QLineEdit, QPlainTextEdit, QComboBox, QDoubleSpinBox, QDateTimeEdit {{
        background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.control};
        border-radius: {6 * unit:.0f}px; padding: {6 * unit:.0f}px {8 * unit:.0f}px;
        selection-background-color: {theme.accent}; selection-color: {theme.accent_text}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDoubleSpinBox:focus,
    QDateTimeEdit:focus {{ border: 2px solid {theme.focus};
        padding: {6 * unit - 1:.0f}px {8 * unit - 1:.0f}px; }}
    QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: {24 * unit:.0f}px; }}
    QComboBox QAbstractItemView {{ background: {theme.surface}; color: {theme.text};
        border: 1px solid {theme.control}; selection-background-color: {theme.accent_soft};
        selection-color: {theme.text}; }}
    QComboBox::down-arrow, QDateTimeEdit::down-arrow {{ image: url("{_CHEVRON}");
        width: {12 * unit:.0f}px; height: {12 * unit:.0f}px; }}
    QDoubleSpinBox[role="score"] {{ font-size: {body * 1.1:.1f}pt; font-weight: 600; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ width: 0; border: none; }}
    QCheckBox, QRadioButton {{ spacing: {8 * unit:.0f}px; padding: {3 * unit:.0f}px; }}
    """


def _lists(theme: Theme, _body: float, unit: float) -> str:
    return f"""
    QTreeView {{ background: {theme.sidebar}; border: none; outline: none; }}
    QTableView {{ background: {theme.surface}; border: 1px solid {theme.line};
        border-radius: {8 * unit:.0f}px; gridline-color: {theme.line};
        selection-background-color: {theme.accent_soft}; selection-color: {theme.text}; }}
    QTableView#register::item, QTableView#reviews::item {{ padding: 0 {8 * unit:.0f}px; border: none; }}
    QTableView:focus {{ border: 2px solid {theme.focus}; }}
    QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;
        border-bottom: 1px solid {theme.line}; padding: {5 * unit:.0f}px {8 * unit:.0f}px; }}
    QTableCornerButton::section {{ background: {theme.surface}; border: none; }}
    QScrollArea {{ border: none; }}
    QScrollBar:vertical {{ background: transparent; width: {12 * unit:.0f}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {12 * unit:.0f}px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.control}; border-radius: {4 * unit:.0f}px;
        margin: 2px; min-height: {28 * unit:.0f}px; min-width: {28 * unit:.0f}px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; border: none; width: 0; height: 0; }}
    """


def _chrome(theme: Theme, body: float, unit: float) -> str:
    return f"""
    QMenuBar {{ background: {theme.surface}; color: {theme.text};
        border-bottom: 1px solid {theme.line}; padding: {3 * unit:.0f}px {8 * unit:.0f}px; }}
    QMenuBar::item {{ background: transparent; padding: {5 * unit:.0f}px {10 * unit:.0f}px;
        border-radius: {5 * unit:.0f}px; }}
    QMenuBar::item:selected {{ background: {theme.accent_soft}; }}
    QMenu {{ background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.control};
        padding: {4 * unit:.0f}px; }}
    QMenu::item {{ padding: {6 * unit:.0f}px {26 * unit:.0f}px; border-radius: {4 * unit:.0f}px; }}
    QMenu::item:selected {{ background: {theme.accent_soft}; }}
    QMenu::item:disabled {{ color: {theme.muted}; }}
    QMenu::separator {{ height: 1px; background: {theme.line};
        margin: {4 * unit:.0f}px {8 * unit:.0f}px; }}
    QStatusBar {{ background: {theme.surface}; border-top: 1px solid {theme.line}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {theme.muted}; font-size: {body * 0.92:.1f}pt;
        padding: {4 * unit:.0f}px {8 * unit:.0f}px; }}
    QSplitter::handle, QMainWindow::separator {{ background: {theme.line}; }}
    QMainWindow::separator {{ width: 1px; height: 1px; }}
    """
