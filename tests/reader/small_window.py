"""A window with a button, to see that the tests of names can fail: `named` gives it a name."""

import sys

from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QVBoxLayout, QWidget

from spdesk.ui.accessible.readings import reads_as_picture

application = QApplication(sys.argv)
window = QWidget()
window.setWindowTitle("Small")
column = QVBoxLayout(window)
column.addWidget(QPushButton("A button"))
bare, picture = QToolButton(), QWidget()
reads_as_picture(picture)
picture.setMinimumSize(40, 40)
column.addWidget(bare)
column.addWidget(picture)
if sys.argv[1:] == ["named"]:
    bare.setAccessibleName("Another button")
    picture.setAccessibleName("A picture")
window.show()
sys.exit(application.exec())
