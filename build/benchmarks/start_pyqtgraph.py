"""A bare window with an empty pyqtgraph plot."""

import sys

import pyqtgraph as pg
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.sizes import WINDOW
from benchmarks.start_report import watch_start


def main() -> int:
    application = QApplication(sys.argv[:1])
    window, plot = QMainWindow(), pg.PlotWidget()
    window.setCentralWidget(plot)
    window.resize(*WINDOW)
    watch = watch_start(window)
    watch.complete_with(plot.viewport())
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
