"""The issues of the workbook and the steps of each, as a Qt model of two levels.

Archived issues are left out, but for the one that is looked at. What a row says is worked out when
somebody first looks at the row, and kept until the issue is another value: a workbook may hold a
thousand issues, and a reading of the triage is not free.
"""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from spdesk.core.performance import Scale
from spdesk.core.speak import about
from spdesk.core.translation import translate
from spdesk.core.triage import Rules, Verdict
from spdesk.ui.words import step_label, verdict_label
from spdesk.workbook.derive import Step, steps_done, verdict_that_counts
from spdesk.workbook.model import Issue, Workbook

ENTRY_ROLE = Qt.ItemDataRole.UserRole
"""Gives the IssueEntry of an issue, or the StepEntry of a step."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_STEPS = list(Step)


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """What the list shows of an issue. `sp` is spoken with deserved precision, or empty."""

    issue_id: str
    title: str
    verdict: Verdict
    overruled: bool
    split: bool
    is_part: bool
    archived: bool
    sp: str
    done: frozenset[Step]

    @property
    def summary(self) -> str:
        """The line under the title."""
        words = [verdict_label(self.verdict)]
        if self.overruled:
            words = [translate("issues", "{verdict} (our view)").format(verdict=words[0])]
        if self.split:
            words.append(translate("issues", "split"))
        if self.archived:
            words.append(translate("issues", "archived"))
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
        self._scale = Scale()
        self._issues: list[Issue] = []
        self._rows: dict[str, int] = {}
        # What the index of a step says of its issue must stay true when rows come and go above.
        self._serials: dict[str, int] = {}
        self._ids: list[str] = []
        self._wholes: frozenset[str] = frozenset()
        self._entries: dict[str, IssueEntry] = {}

    def show(self, workbook: Workbook, looked_at: str | None = None) -> None:
        """Show a workbook; rows that stay are only repainted, and only where they changed."""
        if workbook.scale != self._scale:
            self._scale = workbook.scale
            self._entries.clear()
        issues = [i for i in workbook.issues if not i.archived or i.id == looked_at]
        wholes = frozenset(i.part_of for i in workbook.issues if i.part_of)
        split_or_joined = wholes ^ self._wholes
        self._wholes = wholes
        self._change_rows(issues)
        for row, (old, new) in enumerate(zip(self._issues, issues, strict=True)):
            if new is not old or new.id in split_or_joined:
                self._issues[row] = new
                self._tell_of_change(row, old)

    def issue_at(self, row: int) -> Issue:
        """The issue of a row, without working out what the row says."""
        return self._issues[row]

    def index_of(self, issue_id: str | None, step: Step | None = None) -> QModelIndex:
        """Where an issue, or one of its steps, stands; invalid when it does not."""
        row = self._rows.get(issue_id) if issue_id else None
        if row is None:
            return QModelIndex()
        top = self.index(row, 0)
        return top if step is None else self.index(_STEPS.index(step), 0, top)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not parent.isValid():
            return self.createIndex(row, column, 0)
        issue_id = self._issues[parent.row()].id
        if issue_id not in self._serials:
            self._ids.append(issue_id)
            self._serials[issue_id] = len(self._ids)
        return self.createIndex(row, column, self._serials[issue_id])

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        row = self._row_above(child) if child.isValid() else None
        return QModelIndex() if row is None else self.createIndex(row, 0, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._issues)
        return len(_STEPS) if parent.internalId() == 0 else 0

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        return not parent.isValid() or parent.internalId() == 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == ENTRY_ROLE:
            return self._at(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._read_out(self._at(index))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if index.internalId() == 0:
                return self._issues[index.row()].title
            return step_label(_STEPS[index.row()])
        return None

    @staticmethod
    def _read_out(entry: IssueEntry | StepEntry) -> str:
        if isinstance(entry, IssueEntry):
            return f"{entry.title}, {entry.summary}"
        text = translate("issues", "{step}, not done yet")
        if entry.done:
            text = translate("issues", "{step}, done")
        return text.format(step=step_label(entry.step))

    def _at(self, index: Index) -> IssueEntry | StepEntry:
        above = self._row_above(index)
        if above is None:
            return self._entry(self._issues[index.row()])
        issue, step = self._entry(self._issues[above]), _STEPS[index.row()]
        return StepEntry(issue.issue_id, step, step in issue.done)

    def _row_above(self, index: Index) -> int | None:
        """The row of the issue that a step belongs to; None for an issue itself."""
        serial = index.internalId()
        return self._rows.get(self._ids[serial - 1]) if serial else None

    def _change_rows(self, issues: list[Issue]) -> None:
        """Take rows out and put rows in, so that the rows are those of the given issues."""
        old, new = [issue.id for issue in self._issues], [issue.id for issue in issues]
        if old == new:
            return
        if not set(old) & set(new):  # another workbook
            self.beginResetModel()
            self._entries.clear()
            self._take(issues)
            self.endResetModel()
            return
        first = _alike(old, new)
        last = _alike(old[first:][::-1], new[first:][::-1])
        end_old, end_new = len(old) - last, len(new) - last
        if first < end_old:
            self.beginRemoveRows(QModelIndex(), first, end_old - 1)
            self._take(self._issues[:first] + self._issues[end_old:])
            self.endRemoveRows()
        if first < end_new:
            self.beginInsertRows(QModelIndex(), first, end_new - 1)
            self._take(self._issues[:first] + issues[first:end_new] + self._issues[first:])
            self.endInsertRows()

    def _take(self, issues: list[Issue]) -> None:
        self._issues = issues
        self._rows = {issue.id: row for row, issue in enumerate(issues)}

    def _tell_of_change(self, row: int, old: Issue) -> None:
        """Repaint a row, and its steps, where what they say is no longer so."""
        new = self._issues[row]
        said = self._entries.pop(new.id, None)
        if said is None and old.title == new.title:  # nobody has looked at it yet
            return
        entry = self._entry(new)
        if entry == said:
            return
        top = self.index(row, 0)
        # Another title may need another height, which lays the whole list out again.
        roles = [] if old.title != new.title else [ENTRY_ROLE, Qt.ItemDataRole.AccessibleTextRole]
        self.dataChanged.emit(top, top, roles)
        if said is None or entry.done != said.done:
            self.dataChanged.emit(self.index(0, 0, top), self.index(len(_STEPS) - 1, 0, top))

    def _entry(self, issue: Issue) -> IssueEntry:
        if issue.id not in self._entries:
            self._entries[issue.id] = self._made(issue)
        return self._entries[issue.id]

    def _made(self, issue: Issue) -> IssueEntry:
        performance = issue.scores.performance(self._scale)
        return IssueEntry(
            issue_id=issue.id,
            title=issue.title,
            verdict=verdict_that_counts(issue, self._rules),
            overruled=issue.overrule is not None,
            split=issue.id in self._wholes,
            is_part=issue.part_of is not None,
            archived=issue.archived,
            sp=about(performance.sp) if performance else "",
            done=steps_done(issue, self._rules),
        )


def _alike(one: list[str], other: list[str]) -> int:
    """How many ids the two lists have in common at their beginning."""
    alike = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        alike += 1
    return alike
