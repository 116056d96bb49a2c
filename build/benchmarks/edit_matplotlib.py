"""A changed score in matplotlib's QtAgg, with a full redraw or with blitting."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks import scene
from benchmarks.matplotlib_view import MatplotlibView
from benchmarks.repaints import Repaints, report
from spdesk.core.performance import Lever, Performance


def main() -> int:
    """Arguments: how many edits, the picture's size, and "redraw" or "blit"."""
    edits, width, height = map(int, sys.argv[1:4])
    way = sys.argv[4]
    QApplication(sys.argv[:1])
    window, view = QMainWindow(), MatplotlibView()
    window.setCentralWidget(view.canvas)
    window.resize(width, height)
    repaints = Repaints(window, [view.canvas])
    window.show()
    repaints.settle()
    if way == "blit":
        view.animate()
        repaints.settle()
    paint = {"redraw": view.redraw, "blit": view.blit}[way]
    seconds = []
    for lever, performance in scene.performances(edits):

        def change(lever: Lever = lever, performance: Performance = performance) -> None:
            view.show(lever, performance)
            paint()

        seconds.append(repaints.seconds(change, [view.canvas]))
    report(seconds, view.canvas)
    return 0


if __name__ == "__main__":
    sys.exit(main())
