"""The two-minute tour: runs in the real window, on a copy of the example, and leaves no trace.

The page stays alive under it: people may try what it speaks of. What they change is never
unsaved work and is thrown away at the end.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from spdesk.guidance.locate import example_folder
from spdesk.ui.main_window import MainWindow
from spdesk.ui.tour.before import Before
from spdesk.ui.tour.card import Card
from spdesk.ui.tour.mark import Mark
from spdesk.ui.tour.placing import place_card
from spdesk.ui.tour.stops import EXAMPLE, marked_place, stops
from spdesk.workbook.derive import Step
from spdesk.workbook.store import SUFFIX

_EDGE = 12
"""Pixels between the card and the edges of the window."""

_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.StyleChange,
)


def begin_tour(window: MainWindow) -> None:
    """Begin the tour, or go on with the one that runs. Asks first about what is not saved."""
    running = next((one for one in window.findChildren(Tour) if one.is_running), None)
    if running is not None:
        running.go_on()
    else:
        Tour(window).begin()


class Tour(QObject):
    """One tour, from its beginning until it is left; then it is gone.

    A window that closes takes it along.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._stops = stops()
        self._number = 0
        self._away = False
        self._moving = False
        self._watched: list[QWidget] = []
        self._issue_id = ""
        self._card: Card | None = None
        self._follows = QTimer(self)
        self._follows.setSingleShot(True)
        self._follows.setInterval(0)
        self._follows.timeout.connect(self._follow)

    @property
    def is_running(self) -> bool:
        """Whether the tour has begun and was not left."""
        return self._card is not None

    def begin(self) -> None:
        """Open the example at the first stop, unless somebody would rather keep what is open."""
        window = self._window
        if not window.files.may_leave():
            self.deleteLater()
            return
        self._before = Before.note(window)
        window.desk.only_tried = True  # what was given up is not asked about once more
        if not self._open_example():
            self._before.bring_back(window)
            self.deleteLater()
            return
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        look = window.page(Step.ISSUE).look
        self._mark = Mark(look, window)
        self._card = Card(window)
        self._connect(self._card)
        self._show_stop(0)

    def go_on(self) -> None:
        """The tour was asked for again: show its stop, with the keyboard on the card."""
        self._show_stop(self._number)

    # Going from stop to stop

    def _connect(self, card: Card) -> None:
        window = self._window
        card.next_asked.connect(self._next)
        card.back_asked.connect(self._back)
        card.leave_asked.connect(self._leave)
        window.installEventFilter(self)
        window.desk.place_changed.connect(self._on_place_changed)
        window.desk.workbook_changed.connect(self._follows.start)
        window.desk.file_changed.connect(self._on_file_changed)
        window.files.opened.connect(self._on_opened)
        self._application.focusChanged.connect(self._on_focus_changed)

    def _open_example(self) -> bool:
        """Open the example afresh. Nothing that is done with it counts as unsaved."""
        window = self._window
        self._moving = True
        opened = window.files.open(example_folder() / f"{EXAMPLE}{SUFFIX}")
        self._moving = False
        if opened:
            window.desk.only_tried = True
            self._issue_id = window.desk.workbook.issues[0].id
        return opened

    def _show_stop(self, number: int) -> None:
        """Go to a stop, with the keyboard on the card."""
        desk, stop = self._window.desk, self._stops[number]
        if desk.workbook.issue(self._issue_id) is None and not self._open_example():
            self._leave()
            return
        self._moving = True
        if stop.step is not None:
            desk.look_at(self._issue_id, stop.step)
        elif desk.issue is None:
            desk.look_at(self._issue_id, Step.REVIEW)
        self._moving = False
        self._say(number)
        if self._card is not None:
            self._card.take_focus()

    def _say(self, number: int) -> None:
        """Say on the card what a stop says; its page is shown already."""
        if self._card is None:
            return
        self._number, self._away = number, False
        stop = self._stops[number]
        self._card.show_stop(stop, number + 1, len(self._stops))
        _bring_into_view(stop.find(self._window))
        self._follow()
        self._card.read_out()

    def _next(self) -> None:
        if self._away:
            self._show_stop(self._number)
        elif self._number + 1 < len(self._stops):
            self._show_stop(self._number + 1)
        else:
            self._leave()
            self._window.commands.start_page()

    def _back(self) -> None:
        self._show_stop(max(self._number - 1, 0))

    def _on_place_changed(self) -> None:
        """Somebody went to another page: the tour goes along, or waits."""
        if self._moving or self._card is None or self._number_here() == self._number:
            return
        here = self._number_here()
        if here is not None:
            self._say(here)
            return
        self._away = True
        self._card.show_away()
        self._follow()
        self._card.read_out()

    def _number_here(self) -> int | None:
        """The stop that speaks of the page that is looked at: this one, if it does."""
        desk = self._window.desk
        if desk.issue is None or desk.issue.id != self._issue_id:
            return None
        if not self._away and self._stops[self._number].step in (None, desk.step):
            return self._number
        fitting = [n for n, stop in enumerate(self._stops) if stop.step is desk.step]
        return fitting[-1] if fitting else None

    # Following what it points at

    def _target(self) -> QWidget | None:
        return None if self._away else self._stops[self._number].find(self._window)

    def _follow(self) -> None:
        """Put frame and card where the thing is now."""
        card, window = self._card, self._window
        if card is None:
            return
        target = self._target()
        self._watch(target)
        marked = marked_place(window, target)
        self._mark.show_round(marked)
        room = _room_of(window)
        size = card.size_in(room)
        placed = place_card(room, None if marked.isEmpty() else marked, size)
        focus = QApplication.focusWidget()
        if focus is not None and not card.isAncestorOf(focus) and window.isAncestorOf(focus):
            busy = marked_place(window, focus)
            if busy.intersects(placed):  # what has the keyboard must be seen
                placed = place_card(room, busy, size)
        card.setGeometry(placed)
        card.show()
        card.raise_()

    def _watch(self, target: QWidget | None) -> None:
        """Be told when the target, or anything that it lies in, moves or goes."""
        chain = []
        while target is not None and target is not self._window:
            chain.append(target)
            target = target.parentWidget()
        if chain != self._watched:
            for old in self._watched:
                old.removeEventFilter(self)
            for new in chain:
                new.installEventFilter(self)
            self._watched = chain

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is pointed at moves, or the window does."""
        if event.type() in _MOVES:
            self._follows.start()
        return False

    def _on_focus_changed(self) -> None:
        self._follows.start()

    # The end

    def _on_opened(self) -> None:
        """Another workbook was opened on purpose: there is nothing to bring back."""
        if not self._moving:
            self._end()

    def _on_file_changed(self) -> None:
        """The copy was saved as somebody's own: it is no example any more."""
        if self._window.desk.path is not None and not self._moving:
            self._end()

    def _leave(self) -> None:
        """Throw away what was tried, and bring back what was open before."""
        if self._card is not None:
            self._end()
            self._before.bring_back(self._window)

    def _end(self) -> None:
        """Nothing of the tour stays on the screen."""
        card, self._card = self._card, None
        if card is None:
            return
        window = self._window
        window.removeEventFilter(self)
        self._watch(None)
        window.desk.place_changed.disconnect(self._on_place_changed)
        window.desk.workbook_changed.disconnect(self._follows.start)
        window.desk.file_changed.disconnect(self._on_file_changed)
        window.files.opened.disconnect(self._on_opened)
        self._application.focusChanged.disconnect(self._on_focus_changed)
        self._follows.stop()
        for made in (card, self._mark):
            made.hide()
        for gone in (card, self._mark, self):
            gone.deleteLater()


def _room_of(window: MainWindow) -> QRect:
    """Where the card may stand: between the menus and the status line."""
    room = window.rect()
    bar = window.menuBar()
    if not bar.isNativeMenuBar():
        room.setTop(bar.geometry().bottom())
    room.setBottom(window.statusBar().geometry().top())
    return room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)


def _bring_into_view(target: QWidget | None) -> None:
    """Scroll the page so that the target is seen from its top."""
    page = target.parentWidget() if target is not None else None
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    inner = page.widget() if page is not None else None
    if target is None or page is None or inner is None:
        return
    top = target.mapTo(inner, QPoint()).y()
    view = QRect(0, page.verticalScrollBar().value(), 1, page.viewport().height())
    if top < view.top() or top + target.height() > view.bottom():
        page.verticalScrollBar().setValue(top - 2 * _EDGE)
