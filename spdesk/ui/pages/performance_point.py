"""Moving the present point of the landscape: a drag or a walk of arrow keys as edits of the scores."""

from PySide6.QtCore import QObject, Signal

from spdesk.core.performance import Lever, Performance, spread_factor
from spdesk.ui.desk import Desk
from spdesk.ui.plots.landscape_view import LandscapeView
from spdesk.workbook import edits

_NUDGE = 1.05
"""What one press of a sideways arrow key multiplies C x I by, roughly: scores stay in tenths."""


class PointMoves(QObject):
    """Turns what the landscape asks for into scores of the issue that is looked at."""

    refused = Signal()
    """The scores were not taken: show those that are kept."""

    def __init__(self, desk: Desk, landscape: LandscapeView, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._origin: Performance | None = None
        self._wanted_product = 1.0
        self._last_set: Performance | None = None
        landscape.drag_started.connect(self._on_drag_started)
        landscape.dragged.connect(self._on_dragged)
        landscape.drag_cancelled.connect(self._on_drag_cancelled)
        landscape.nudge_started.connect(desk.new_gesture)
        landscape.nudged.connect(self._on_nudged)

    def let_go(self) -> None:
        """A drag or a walk that has begun must not go on with other scores."""
        self._origin = self._last_set = None

    def _on_drag_started(self) -> None:
        self._desk.new_gesture()
        self._origin = self._present()

    def _on_dragged(self, product: float, relationships: float) -> None:
        if self._origin is not None:
            self._move_to(self._origin, product, relationships)

    def _on_drag_cancelled(self) -> None:
        if self._origin is not None:
            self._score({lever: self._origin.score(lever) for lever in Lever})

    def _on_nudged(self, right: float, up: float) -> None:
        now = self._present()
        if now is None:
            return
        if self._origin is None or now != self._last_set:
            # Somebody else moved: a new walk begins here. Within a walk every step is reckoned
            # from its origin, so that rounding never bends the ratio of C to I.
            self._origin, self._wanted_product = now, now.product
        relationships = now.scale.clip(now.relationships + up * 0.1)
        if right:
            low, high = now.scale.low**2, now.scale.high**2
            for _ in range(20):  # until a tenth has changed
                self._wanted_product *= _NUDGE**right
                self._wanted_product = min(max(self._wanted_product, low), high)
                pair = _in_tenths(self._origin, self._wanted_product)
                if pair != (now.capabilities, now.incentives):
                    break
        self._move_to(self._origin, self._wanted_product, relationships)
        self._last_set = self._present()

    def _move_to(self, origin: Performance, product: float, relationships: float) -> None:
        """Ask for the scores nearest to a place of the picture that read well: in tenths."""
        capabilities, incentives = _in_tenths(origin, product)
        moved = _tenth(origin.relationships, relationships, origin)
        self._score(
            {
                Lever.CAPABILITIES: capabilities,
                Lever.INCENTIVES: incentives,
                Lever.RELATIONSHIPS: moved,
            }
        )

    def _score(self, scores: dict[Lever, float]) -> None:
        title = self.tr("move the point")
        if not self._desk.apply_to_issue(title, edits.score, scores, merge="point"):
            self.refused.emit()

    def _present(self) -> Performance | None:
        issue = self._desk.issue
        return issue.scores.performance(self._desk.workbook.scale) if issue else None


def _in_tenths(origin: Performance, product: float) -> tuple[float, float]:
    """C and I, moved by one factor from `origin` to a product, each to a tenth."""
    start = origin.capabilities, origin.incentives
    wanted = spread_factor(start, product, origin.scale)
    return _tenth(start[0], wanted[0], origin), _tenth(start[1], wanted[1], origin)


def _tenth(start: float, wanted: float, origin: Performance) -> float:
    """`wanted` to a tenth; `start` as it is when it is that near, though it may have hundredths."""
    if abs(wanted - start) < 0.05:
        return start
    return origin.scale.clip(round(wanted, 1))
