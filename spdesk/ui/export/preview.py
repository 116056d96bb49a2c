"""The pages of a record before it is written: the same pages that the PDF gets."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from spdesk.guidance.library import Guidance
from spdesk.ui.accessible.readings import reads_as_picture
from spdesk.ui.export.wish import Wish
from spdesk.ui.export.work import Steps, Work
from spdesk.ui.paper.landscape_drawing import landscape_of
from spdesk.ui.paper.pdf import LONG_SIDE, SHORT_SIDE
from spdesk.ui.paper.record_document import Sheet, picture_of_sheet, sections_of
from spdesk.ui.pictures import landscape_drawing_of, png_of
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.texts import button, clear, label

MOST_PAGES = 12
"""So many pages are shown; the first ones tell what the others look like."""

_LARGE = 1600
"""Pixels across in which a page is drawn, before it is made as small as its place."""

_BETWEEN = 12
_MOST_ISSUES = 6
"""The landscapes of so many issues are drawn for the preview."""


class PageView(QWidget):
    """One page as wide as its place, or so large that the whole of it is seen."""

    def __init__(self, sheet: Sheet, number: int, look: Look) -> None:
        super().__init__()
        self._sheet, self._number, self._look = sheet, number, look
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        reads_as_picture(self)
        self.setAccessibleName(self.tr("Page {number}").format(number=number))

    def fit(self, width: int, height: int) -> None:
        """Be so wide, but with a `height` other than 0 no taller than that."""
        if height:
            width = min(width, round(height * SHORT_SIDE / LONG_SIDE))
        self.setFixedSize(QSize(width, round(width * LONG_SIDE / SHORT_SIDE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._picture())
        painter.setPen(QPen(self._look.color("control"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _picture(self) -> QImage:
        """The page in the pixels of this screen, drawn larger first: that keeps pictures clear."""
        size = self.size() * self.devicePixelRatioF()
        if self._image.size() != size:
            large = picture_of_sheet(self._sheet, self._number, max(_LARGE, size.width()))
            smooth = Qt.TransformationMode.SmoothTransformation
            self._image = large.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        return self._image


class Preview(QWidget):
    """Shows the first pages, laid out one after the other while the window goes on."""

    def __init__(self, look: Look, guidance: Guidance) -> None:
        super().__init__()
        self._look, self._guidance = look, guidance
        self._views: list[PageView] = []
        self._work: Work | None = None
        self._said = label("", "muted")
        self._zoom = button(self.tr("Whole page"), self._fit)
        self._zoom.setCheckable(True)
        head = QHBoxLayout()
        head.addWidget(self._said, 1)
        head.addWidget(self._zoom)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setObjectName("preview")  # for the frame that shows where the keyboard is
        self._area.setAccessibleName(self.tr("Preview of the record"))
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.verticalScrollBar().valueChanged.connect(self._tell)
        inner = QWidget()
        self._pages = QVBoxLayout(inner)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.setSpacing(_BETWEEN)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self._ready = False
        self._more = False

    @property
    def views(self) -> list[PageView]:
        """The pages that are there."""
        return list(self._views)

    @property
    def is_ready(self) -> bool:
        """Whether all pages that will be shown are there."""
        return self._ready

    def show_wish(self, wish: Wish) -> None:
        """Show the record of a wish."""
        self.stop()
        self._ready = self._more = False
        self._say(self.tr("The pages are being laid out …"))
        self._work = Work(self._steps(wish), self)
        self._work.done.connect(self._take)
        self._work.start()

    def stop(self) -> None:
        """Lay out no more."""
        if self._work is not None:
            self._work.stop()
            self._work.deleteLater()
            self._work = None

    def _steps(self, wish: Wish) -> Steps:
        pictures = {}
        for issue in wish.issues[:_MOST_ISSUES]:
            made = yield partial(landscape_of, wish.workbook, issue, self._guidance)
            drawing = landscape_drawing_of(made, wish.workbook, issue)
            if drawing is not None:
                image = drawing.image()
                pictures[drawing.id] = yield partial(png_of, image)
        sheets: list[Sheet] = []
        for section in sections_of(wish.record(self._guidance), pictures):
            sheets += section.sheets()
            if len(sheets) > MOST_PAGES:
                break
            yield None
        return sheets

    def _take(self, sheets: list[Sheet]) -> None:
        clear(self._pages)
        self._more = len(sheets) > MOST_PAGES
        shown = sheets[:MOST_PAGES]
        self._views = [PageView(sheet, n, self._look) for n, sheet in enumerate(shown, 1)]
        for view in self._views:
            self._pages.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch(1)
        documents = dict.fromkeys(sheet.document for sheet in shown)
        spoken = "\n".join(document.toPlainText() for document in documents)
        self._area.setAccessibleDescription(spoken)
        self._ready = True
        self._fit()

    def _fit(self) -> None:
        room = self._area.viewport().size()
        height = room.height() - 4 if self._zoom.isChecked() else 0
        for view in self._views:
            view.fit(room.width() - 8, height)
        self._tell()

    def _tell(self) -> None:
        if not self._ready:
            return
        middle = self._area.verticalScrollBar().value() + self._area.viewport().height() // 2
        pitch = self._views[0].height() + _BETWEEN if self._views else 1
        place = min(middle // pitch + 1, len(self._views))
        words = self.tr("Page {number} of {count}")
        if self._more:
            words = self.tr("Page {number} of the first {count}")
        self._say(words.format(number=place, count=len(self._views)))

    def _say(self, words: str) -> None:
        if self._said.text() != words:
            self._said.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._ready:
            self._fit()
