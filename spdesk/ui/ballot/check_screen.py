"""The last screen of a ballot: how much of it is filled in, and handing it in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel

from spdesk.ui.ballot.screen import Screen
from spdesk.ui.ballot.sheet import Sheet
from spdesk.ui.ballot.targets import ENTER, LargeButton
from spdesk.ui.widgets.texts import label


class CheckScreen(Screen):
    """Counts, and shows no answer."""

    hand_in_asked = Signal()
    back_asked = Signal()
    left_out_asked = Signal()
    """The person wants to see the first question that was left out."""

    def __init__(self) -> None:
        super().__init__()
        self.content.addStretch(1)
        self.content.addWidget(label(self.tr("Ready to hand in?"), "question"))
        self.content.addSpacing(8)
        self.content.addLayout(self._counts())
        self.content.addSpacing(8)
        self._note = label("", "large")
        self.content.addWidget(self._note)
        self.content.addStretch(2)
        self._back = LargeButton(self.tr("Back"), self._ask_back)
        self._go = LargeButton(self.tr("Go to what was left out"), self._ask_left_out)
        self._hand_in = LargeButton(self.tr("Hand in (Enter)"), self._ask_hand_in, "primary")
        self.buttons.addWidget(self._back)
        self.buttons.addWidget(self._go)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._hand_in)

    def show_sheet(self, sheet: Sheet) -> None:
        """Count what stands on the sheet."""
        left_out = len(sheet.left_out)
        for shown, count in zip(
            self._numbers, (sheet.answered, sheet.abstained, left_out), strict=True
        ):
            shown.setText(str(count))
        self._go.setVisible(bool(left_out))
        self._note.setText(
            self.tr("What was left out stays empty: it is not counted as the middle.")
            if left_out
            else self.tr("Once it is handed in you cannot call it up again.")
        )

    def arrive(self) -> None:
        self._hand_in.setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        if event.key() in ENTER:
            self.hand_in_asked.emit()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left):
            self.back_asked.emit()
        else:
            return False
        return True

    def _counts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        self._numbers: list[QLabel] = []
        texts = (self.tr("answered"), self.tr("can’t say"), self.tr("left out"))
        for row, text in enumerate(texts):
            number = label("", "question", wrap=False)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._numbers.append(number)
            grid.addWidget(number, row, 0)
            grid.addWidget(label(text, "large", wrap=False), row, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _ask_back(self) -> None:
        self.back_asked.emit()

    def _ask_left_out(self) -> None:
        self.left_out_asked.emit()

    def _ask_hand_in(self) -> None:
        self.hand_in_asked.emit()
