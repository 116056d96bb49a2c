"""The floor of every start: a bare PySide6 window."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from benchmarks.sizes import WINDOW
from benchmarks.start_report import watch_start


def main() -> int:
    application = QApplication(sys.argv[:1])
    window, content = QMainWindow(), QWidget()
    window.setCentralWidget(content)
    window.resize(*WINDOW)
    watch = watch_start(window)
    watch.complete_with(content)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
