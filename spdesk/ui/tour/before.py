"""What was open before the tour, and the way back to it."""

from dataclasses import dataclass
from pathlib import Path

from spdesk.ui.main_window import MainWindow
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook


@dataclass(frozen=True, slots=True)
class Before:
    """The open file and the place in it. Work without a file is kept as it was, never written."""

    path: Path | None
    workbook: Workbook
    """Empty when there is a file, or when what was on the desk was given up."""
    name: str
    is_example: bool
    issue_id: str | None
    step: Step
    at_register: bool

    @classmethod
    def note(cls, window: MainWindow) -> "Before":
        """Note what is open, after the question about what is not saved."""
        desk = window.desk
        kept = desk.path is None and not desk.modified
        return cls(
            path=desk.path,
            workbook=desk.workbook if kept else Workbook(),
            name=desk.name if kept else "",
            is_example=kept and window.files.is_example,
            issue_id=desk.issue.id if desk.issue else None,
            step=desk.step,
            at_register=desk.at_register,
        )

    def bring_back(self, window: MainWindow) -> None:
        """Open it again, at the same place; what cannot be opened any more is told."""
        desk, files = window.desk, window.files
        if self.path is None or not files.open(self.path):
            files.new()
        if self.path is None and self.workbook.issues:
            files.is_example = self.is_example
            desk.begin(self.workbook, None, self.name)
        if self.at_register:
            desk.look_at_register()
        elif self.issue_id is None or desk.workbook.issue(self.issue_id) is not None:
            desk.look_at(self.issue_id, self.step)
