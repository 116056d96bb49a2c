"""A changed score in a plain pyqtgraph scene with the same items and three sliders."""

import sys

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from benchmarks import scene
from benchmarks.repaints import Repaints, report
from benchmarks.sizes import WINDOW
from spdesk.core.performance import Lever, Performance


class PlainScene(QMainWindow):
    """What one would write with pyqtgraph in an afternoon."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        pg.setConfigOptions(antialias=True)
        self.plot = pg.PlotWidget()
        self.plot.setFixedSize(width, height)
        self.sliders = {lever: QSlider(Qt.Orientation.Horizontal) for lever in Lever}
        self._labels = {lever: QLabel() for lever in Lever}
        self._make_items()
        side = QVBoxLayout()
        for lever in Lever:
            self.sliders[lever].setRange(100, 1000)
            side.addWidget(self._labels[lever])
            side.addWidget(self.sliders[lever])
        side.addStretch()
        content = QWidget()
        row = QHBoxLayout(content)
        row.addWidget(self.plot)
        row.addLayout(side, 1)
        self.setCentralWidget(content)
        self.resize(*WINDOW)
        for lever in Lever:
            self.show_scores(lever, scene.START)

    def _make_items(self) -> None:
        image = pg.ImageItem(scene.surface())
        image.setRect(QRectF(scene.LEFT, scene.LOW, scene.RIGHT, scene.HIGH - scene.LOW))
        self.plot.addItem(image)
        for text, xs, ys in scene.contours():
            self.plot.addItem(pg.PlotCurveItem(xs, ys, pen=pg.mkPen("k", width=1)))
            item = pg.TextItem(text, color="k", anchor=(0.5, 0.5))
            item.setPos(xs[len(xs) // 2], ys[len(ys) // 2])
            self.plot.addItem(item)
        dashed = pg.mkPen("k", width=1, style=Qt.PenStyle.DashLine)
        self._way = pg.PlotCurveItem(pen=dashed)
        ghost = pg.ScatterPlotItem(size=24, pen=dashed, brush=None)
        ghost.setData(*([number] for number in scene.place(scene.GHOST)))
        self._point = pg.ScatterPlotItem(size=20, pen=pg.mkPen("w", width=2), brush="k")
        for item in (self._way, ghost, self._point):
            self.plot.addItem(item)
        self.plot.setLabel("bottom", "Capabilities × incentives (log scale)")
        self.plot.setLabel("left", "Constructive relationships")
        self.plot.setRange(xRange=(scene.LEFT, scene.RIGHT), yRange=(scene.LOW, scene.HIGH))
        self.plot.disableAutoRange()

    def show_scores(self, lever: Lever, performance: Performance) -> None:
        """Move the point, the way to it, one slider and all labels."""
        x, y = scene.place(performance)
        ghost_x, ghost_y = scene.place(scene.GHOST)
        self._point.setData([x], [y])
        self._way.setData([ghost_x, x], [ghost_y, y])
        self.sliders[lever].setValue(round(performance.score(lever) * 100))
        for each, shown in self._labels.items():
            factor = performance.next_point(each)
            shown.setText(f"{performance.score(each):.1f}  ×{factor:.2f}")


def main() -> int:
    """Arguments: how many edits, and the picture's size."""
    edits, width, height = map(int, sys.argv[1:])
    QApplication(sys.argv[:1])
    window = PlainScene(width, height)
    repaints = Repaints(window, [window.plot.viewport(), *window.sliders.values()])
    window.show()
    repaints.settle()
    seconds = []
    for lever, performance in scene.performances(edits):

        def change(lever: Lever = lever, performance: Performance = performance) -> None:
            window.show_scores(lever, performance)

        seconds.append(repaints.seconds(change, [window.plot.viewport(), window.sliders[lever]]))
    report(seconds, window.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
