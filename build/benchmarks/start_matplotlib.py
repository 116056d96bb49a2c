"""The view of SP Desk's performance page in matplotlib's QtAgg."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.matplotlib_view import MatplotlibView
from benchmarks.sizes import WINDOW
from benchmarks.start_report import watch_start


def main() -> int:
    application = QApplication(sys.argv[:1])
    window, view = QMainWindow(), MatplotlibView()
    window.setCentralWidget(view.canvas)
    window.resize(*WINDOW)
    watch = watch_start(window)
    watch.complete_with(view.canvas)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
