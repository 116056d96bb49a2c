"""The table twin of the cloud: what the ballots of a round say of SP, in numbers."""

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from spdesk.core.performance import Lever
from spdesk.core.sentences import sp_words
from spdesk.core.speak import percent, score_words, times
from spdesk.core.uncertainty import Band, RoomPerformance
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.numbers_table import Numbers, NumbersModel, ReadingTable

_NOTHING = ""
_POINTS = 10.0


class RoomModel(NumbersModel):
    """Nine rows: the ballots' scores, C x I and SP, SP's likely range, and the next points'."""

    def __init__(self) -> None:
        super().__init__()
        self._headings = (
            "",
            self.tr("low"),
            self.tr("middle"),
            self.tr("high"),
            self.tr("of what\nvaries"),
            self.tr("strongest\nin"),
        )
        self._names = (
            self.tr("Ballots: capabilities, C"),
            self.tr("Ballots: incentives, I"),
            self.tr("Ballots: relationships, CR"),
            self.tr("Ballots: C × I"),
            self.tr("Ballots: SP, about"),
            self.tr("Likely: SP, about"),
            self.tr("Likely: one point more of C"),
            self.tr("Likely: one point more of I"),
            self.tr("Likely: one point more of CR"),
        )
        self.show_room(None)

    def show_room(self, room: RoomPerformance | None) -> None:
        """Tell of a room, or of none."""
        cells = () if room is None else zip(self._names, _rows(room), strict=True)
        self.show_numbers(Numbers(self._headings, tuple((name, *row) for name, row in cells)))


def _rows(room: RoomPerformance) -> list[tuple[str, ...]]:
    medians = room.medians
    scores = list(zip(*room.points, strict=True)) or [(), (), ()]
    rows: list[tuple[str, ...]] = [
        (*_ends(scores[place], medians.score(lever)), _share(room.shares, lever), _NOTHING)
        for place, lever in enumerate(Lever)
    ]
    products = [math.exp(math.log(c) + math.log(i)) for c, i, _ in room.points]
    rows.append((*_ends(products, medians.product), _NOTHING, _NOTHING))
    own = room.ballots_ln_sp
    rows.append((*(_sp(own) if own else (_NOTHING,) * 3), _NOTHING, _NOTHING))
    rows.append((*_sp(room.likely_ln_sp), _NOTHING, _NOTHING))
    for lever in Lever:
        band = room.next_points[lever]
        factors = (times(band.low), times(band.middle), times(band.high))
        rows.append((*factors, _NOTHING, percent(room.strongest_share[lever])))
    return rows


def _ends(values: tuple[float, ...] | list[float], middle: float) -> tuple[str, str, str]:
    """The lowest, the median and the highest; without a complete ballot the median alone."""
    if not values:
        return _NOTHING, score_words(middle), _NOTHING
    return score_words(min(values)), score_words(middle), score_words(max(values))


def _sp(band: Band) -> tuple[str, str, str]:
    return sp_words(band.low), sp_words(band.middle), sp_words(band.high)


def _share(shares: dict[Lever, float], lever: Lever) -> str:
    return percent(shares[lever]) if shares else _NOTHING


class RoomTable(ReadingTable):
    """The table on the screen: every column as wide as its words."""

    def __init__(self, look: Look, model: RoomModel) -> None:
        super().__init__(look, model, "")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # all rows are seen
        self._rounds = model
        self.setAccessibleName(self.tr("The room's ballots as a table"))
        model.modelReset.connect(self._restyle)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        font = self._look.font(_POINTS)
        self.setFont(font)
        # The style sheet keeps the headings at the size of body text.
        metrics, body = QFontMetrics(font), QFontMetrics(self._look.font())
        room = round(14 * self._look.scale)
        for column, heading in enumerate(self._rounds.headings):
            cells = [self._rounds.text_at(row, column) for row in range(self._rounds.rowCount())]
            above = self.heading_room()
            widths = [body.horizontalAdvance(line) + above for line in heading.split("\n")]
            widths += [metrics.horizontalAdvance(text) + room for text in cells]
            self.setColumnWidth(column, max(widths))
        self.verticalHeader().setDefaultSectionSize(body.lineSpacing() + room // 2)
        self.updateGeometry()
