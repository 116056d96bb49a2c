"""The issues of the workbook and the steps of each, as a Qt model of two levels."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from spdesk.core.speak import about
from spdesk.core.triage import Rules, Verdict
from spdesk.ui.words import step_label, verdict_label
from spdesk.workbook.derive import Step, performance_of, steps_done, verdict_that_counts
from spdesk.workbook.model import Issue, Workbook

ENTRY_ROLE = Qt.ItemDataRole.UserRole
"""Gives the IssueEntry of an issue, or the StepEntry of a step."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """What the list shows of an issue. `sp` is spoken with deserved precision, or empty."""

    issue_id: str
    title: str
    verdict: Verdict
    overruled: bool
    split: bool
    is_part: bool
    sp: str
    done: frozenset[Step]

    @property
    def summary(self) -> str:
        """The line under the title."""
        words = [verdict_label(self.verdict)]
        if self.overruled:
            words = [f"{words[0]} (our view)"]
        if self.split:
            words.append("split")
        if self.sp:
            words.append(f"SP {self.sp}")
        return " · ".join(words)


@dataclass(frozen=True, slots=True)
class StepEntry:
    """What the list shows of a step."""

    issue_id: str
    step: Step
    done: bool


class IssueModel(QAbstractItemModel):
    """Issues at the top level, their steps below. Told of a new workbook through `show`."""

    def __init__(self, rules: Rules, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._issues: tuple[Issue, ...] = ()
        self._entries: list[IssueEntry] = []

    def show(self, workbook: Workbook) -> None:
        """Show a workbook; rows that stay are only repainted, and only where they changed."""
        same_rows = [i.id for i in workbook.issues] == [entry.issue_id for entry in self._entries]
        if not same_rows:
            self.beginResetModel()
            self._entries = [self._entry(workbook, issue) for issue in workbook.issues]
            self._issues = workbook.issues
            self.endResetModel()
            return
        for row, (old, new) in enumerate(zip(self._issues, workbook.issues, strict=True)):
            if new is not old:
                self._replace(row, self._entry(workbook, new))
        self._issues = workbook.issues

    def index_of(self, issue_id: str | None, step: Step | None = None) -> QModelIndex:
        """Where an issue, or one of its steps, stands; invalid when it does not."""
        for row, entry in enumerate(self._entries):
            if entry.issue_id == issue_id:
                top = self.index(row, 0)
                return top if step is None else self.index(list(Step).index(step), 0, top)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not parent.isValid():
            return self.createIndex(row, column, 0)
        return self.createIndex(row, column, parent.row() + 1)

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = child.internalId() if child.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._entries)
        return len(Step) if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._at(index)
        if role == ENTRY_ROLE:
            return entry
        if isinstance(entry, IssueEntry):
            name, more = entry.title, entry.summary
        else:
            name, more = step_label(entry.step), "done" if entry.done else "not done yet"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}, {more}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return name
        return None

    def _at(self, index: Index) -> IssueEntry | StepEntry:
        above = index.internalId()
        if above == 0:
            return self._entries[index.row()]
        issue, step = self._entries[above - 1], list(Step)[index.row()]
        return StepEntry(issue.issue_id, step, step in issue.done)

    def _replace(self, row: int, entry: IssueEntry) -> None:
        if entry == self._entries[row]:
            return
        old, self._entries[row] = self._entries[row], entry
        top = self.index(row, 0)
        # Another title may need another height, which lays the whole list out again.
        roles = [] if old.title != entry.title else [ENTRY_ROLE, Qt.ItemDataRole.AccessibleTextRole]
        self.dataChanged.emit(top, top, roles)
        if entry.done != old.done:
            self.dataChanged.emit(self.index(0, 0, top), self.index(len(Step) - 1, 0, top))

    def _entry(self, workbook: Workbook, issue: Issue) -> IssueEntry:
        performance = performance_of(issue, workbook)
        return IssueEntry(
            issue_id=issue.id,
            title=issue.title,
            verdict=verdict_that_counts(issue, self._rules),
            overruled=issue.overrule is not None,
            split=bool(workbook.parts_of(issue.id)),
            is_part=issue.part_of is not None,
            sp=about(performance.sp) if performance else "",
            done=steps_done(issue, self._rules),
        )
