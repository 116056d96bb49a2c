"""The first minute: what the program is for, three doors, and what it is not."""

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from spdesk.core.translation import QT_TRANSLATE_NOOP
from spdesk.core.triage import Verdict
from spdesk.guidance.locate import example_folder
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.flow_layout import FlowLayout
from spdesk.ui.widgets.reflow_layout import reflow_row
from spdesk.ui.widgets.scroll_page import ScrollPage
from spdesk.ui.widgets.texts import Button, button, card, label
from spdesk.ui.widgets.type_mark import TypeMark
from spdesk.ui.words import beginning
from spdesk.workbook.store import SUFFIX

EXAMPLES = (
    ("missed-appointments", QT_TRANSLATE_NOOP("StartPage", "Missed appointments"), Verdict.TYPE_2),
    (
        "new-telephone-system",
        QT_TRANSLATE_NOOP("StartPage", "A new telephone system"),
        Verdict.TYPE_1,
    ),
    (
        "merging-two-practices",
        QT_TRANSLATE_NOOP("StartPage", "Merging two practices"),
        Verdict.MIXED,
    ),
)
_MOST_RECENT = 4
_WIDEST = 62
"""Line heights of text."""
_NEARLY_ALL = 1000
_LONGEST_NAME = 40
"""Letters of a file's name that are shown; the whole name is in the tool tip and read out."""


class StartPage(ScrollPage):
    """Shown when nothing is open; the first field has the focus."""

    issue_described = Signal(str)
    """Somebody said in a sentence what is on their mind."""

    file_chosen = Signal(object)
    """A path was chosen: an example or a recent file."""

    open_asked = Signal()
    """Somebody wants to look for a file."""

    tour_asked = Signal()
    """Somebody wants to be shown round."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._paths: list[Path] | None = None
        outer = QHBoxLayout()
        self.content.addLayout(outer)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        outer.addStretch(1)
        outer.addWidget(self._middle, _NEARLY_ALL)
        outer.addStretch(1)
        look.changed.connect(self._resize_to_text)
        self._resize_to_text()
        column.addStretch(2)
        column.addWidget(
            label(self.tr("What kind of problem is it, and how should we lead on it?"), "hero")
        )
        column.addWidget(
            label(
                self.tr(
                    "For practice leads and facilitators. An hour in a room, one laptop, no "
                    "internet. Describe an issue, see what kind it is and why, and choose how to "
                    "lead on it."
                ),
                "lead",
            )
        )
        column.addSpacing(16)
        column.addWidget(self._doors())
        column.addWidget(self._files())
        column.addSpacing(16)
        column.addWidget(self._notes())
        column.addStretch(3)

    def arrive(self) -> None:
        """Put the focus into the first field, with the headline in sight."""
        self._field.setFocus()
        QTimer.singleShot(0, self, self._go_to_top)  # after what brings the focus into sight

    def _resize_to_text(self) -> None:
        """Lines that are too long are not read, so a large screen keeps room at the sides."""
        self._middle.setMaximumWidth(_WIDEST * QFontMetrics(self._look.font()).height())

    def _go_to_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def show_recent(self, paths: list[Path]) -> None:
        """List the recent files, if there are any; a file can be looked for in any case."""
        paths = paths[:_MOST_RECENT]
        if paths == self._paths:
            return
        self._paths = paths
        ask = self.tr("Go on with a file:") if paths else self.tr("Is there a file already?")
        row: list[QWidget] = [label(ask, "heading", wrap=False)]
        for path in paths:
            link = _PathButton(path.stem, path)
            link.setToolTip(str(path))
            link.clicked.connect(self._choose)
            row.append(link)
        row.append(button(self.tr("Open a file…"), self._ask_for_file, "link"))
        self._recent.replace_widgets(row)

    def show_open(self, name: str) -> None:
        """Say where a new issue goes: into the open workbook, or (empty) into a new one."""
        self._adds.setVisible(bool(name))
        self._adds.setText(
            self.tr("It is added to “{name}”.").format(name=beginning(name, _LONGEST_NAME))
        )
        self._adds.setToolTip(escape(name))

    def _doors(self) -> QWidget:
        first, column = card("hero")
        column.addWidget(label(self.tr("Start with an issue"), "number"))
        prompt = label(self.tr("Say in a sentence what is on your mind."), "muted")
        column.addWidget(prompt)
        column.addSpacing(6)
        self._field = QLineEdit()
        self._field.setAccessibleName(self.tr("The issue in a sentence"))
        self._field.setPlaceholderText(self.tr("Patients keep missing appointments…"))
        self._field.setMaxLength(500)
        self._field.returnPressed.connect(self._describe)
        prompt.setBuddy(self._field)
        column.addWidget(self._field)
        self._adds = label("", "muted")
        self._adds.setVisible(False)
        column.addWidget(self._adds)
        go = button(
            self.tr("Start"), self._describe, "primary", name=self.tr("Start with this issue")
        )
        column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

        second, column = card()
        column.addWidget(label(self.tr("Look at an example"), "number"))
        for name, title, verdict in EXAMPLES:
            row = QHBoxLayout()
            row.addWidget(TypeMark(self._look, verdict, 0.7))
            link = _PathButton(self.tr(title), example_folder() / f"{name}{SUFFIX}")
            link.clicked.connect(self._choose)
            row.addWidget(link)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)

        third, column = card()
        column.addWidget(label(self.tr("Take the two-minute tour"), "number"))
        column.addWidget(
            label(
                self.tr(
                    "Every step, shown on an example. Leave whenever you like: nothing of yours "
                    "is touched."
                ),
                "muted",
            )
        )
        column.addSpacing(6)
        tour = button(self.tr("Take the tour"), self._ask_for_tour)
        column.addWidget(tour, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return reflow_row((first, 11, 14), (second, 10, 13), (third, 8, 11), spacing=20)

    def _files(self) -> QWidget:
        """A quiet line below the doors: the recent files, and the way to any other."""
        made = QWidget()
        self._recent = FlowLayout(18)
        made.setLayout(self._recent)
        self.show_recent([])
        return made

    def _notes(self) -> QWidget:
        return reflow_row(
            *(
                (_note(heading, text), 1, 15.0)
                for heading, text in (
                    (
                        self.tr("What it is not"),
                        self.tr(
                            "Not a measurement, not a league table, not for clinical decisions or "
                            "patients’ details. The group may always overrule it."
                        ),
                    ),
                    (
                        self.tr("Where things stay"),
                        self.tr("In the file you save, on this computer. It never goes online."),
                    ),
                    (
                        self.tr("Where it comes from"),
                        self.tr(
                            "An article by Paul Zollinger-Read (HSJ, 2011). A thinking aid: no "
                            "data stand behind its formula."
                        ),
                    ),
                )
            ),
            spacing=40,
        )

    def _describe(self) -> None:
        title = " ".join(self._field.text().split())
        if title:
            self._field.clear()
            self.issue_described.emit(title)
        else:
            self._field.setFocus()

    def _ask_for_file(self) -> None:
        self.open_asked.emit()

    def _ask_for_tour(self) -> None:
        self.tour_asked.emit()

    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, _PathButton):
            self.file_chosen.emit(sender.path)


def _note(heading: str, text: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(heading, "heading"))
    column.addWidget(label(text, "muted"))
    column.addStretch(1)
    return made


class _PathButton(Button):
    """A link that knows its file."""

    def __init__(self, text: str, path: Path) -> None:
        super().__init__(beginning(text, _LONGEST_NAME).replace("&", "&&"))
        self.path = path
        self.setProperty("kind", "link")
        self.setAccessibleName(text)
