"""A changed score in SP Desk itself, with undo, list, sentences and all."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget

from benchmarks import scene
from benchmarks.repaints import Repaints, report
from spdesk.core.performance import Lever
from spdesk.ui.application import make_application, make_window
from spdesk.ui.messages import DialogMessages
from spdesk.ui.pages.performance_page import PerformancePage
from spdesk.ui.settings import Settings
from spdesk.workbook import edits as workbook_edits
from spdesk.workbook.derive import Step


def main() -> int:
    """Arguments: how many edits, the workbook, and a folder for settings."""
    edits, workbook, settings = sys.argv[1:]
    application = make_application(sys.argv[:1])
    window = make_window(DialogMessages(), Settings(Path(settings)))
    window.show()
    window.files.open(Path(workbook))
    desk = window.desk
    Repaints.settle()
    desk.look_at(desk.workbook.issues[0].id, Step.PERFORMANCE)
    Repaints.settle()
    (page,) = window.findChildren(PerformancePage)
    picture = page.landscape.viewport()
    sliders: dict[Lever, QWidget] = {lever: panel.slider for lever, panel in page.panels.items()}
    repaints = Repaints(window, [picture, *sliders.values()])
    seconds = []
    last = None
    for lever, score in scene.walk(int(edits)):
        if lever != last:
            desk.new_gesture()
            last = lever

        def change(lever: Lever = lever, score: float = score) -> None:
            scores = {lever: score}
            desk.apply_to_issue(f"Score {lever}", workbook_edits.score, scores, merge=lever)

        # On a small screen the sliders stand below the picture, where nothing is painted.
        parts = [part for part in (picture, sliders[lever]) if not part.visibleRegion().isEmpty()]
        seconds.append(repaints.seconds(change, parts))
    report(seconds, picture)
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
