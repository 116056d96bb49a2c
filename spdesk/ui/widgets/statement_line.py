"""A line of the recommendation that can say what caused it and where it comes from."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from spdesk.core.approach import Cause, Statement
from spdesk.core.performance import Lever
from spdesk.core.translation import translate
from spdesk.core.triage import Verdict
from spdesk.guidance.library import Guidance
from spdesk.ui.widgets.texts import label
from spdesk.ui.words import verdict_label


class StatementLines:
    """Makes the lines of the approach page."""

    def __init__(self, guidance: Guidance) -> None:
        self._guidance = guidance

    def line(self, statement: Statement, *, explain: bool) -> QWidget:
        """A statement; its causes and its source stand below, or only in the tooltip."""
        why = self.why(statement)
        line = label(statement.text)
        line.setToolTip(why)
        line.setAccessibleDescription(why)
        if not explain:
            return line
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(1)
        column.addWidget(line)
        column.addWidget(label(why, "muted"))
        return both

    def why(self, statement: Statement) -> str:
        """What made a statement hold, and its source."""
        causes = "; ".join(self._cause(cause) for cause in statement.causes)
        if not causes:
            return translate("statements", "Always. Source: {source}").format(
                source=statement.source
            )
        return translate("statements", "Because of {causes}. Source: {source}").format(
            causes=causes, source=statement.source
        )

    def _cause(self, cause: Cause) -> str:
        if cause.kind == "criterion":
            criterion = self._guidance.triage.criterion(cause.id)
            name = criterion.short(cause.rating) if criterion else cause.id
            return translate("statements", "“{name}”, answer {rating}").format(
                name=name, rating=cause.rating
            )
        if cause.kind == "lever":
            lever = self._guidance.levers.lever(Lever(cause.id))
            return translate("statements", "the lowest score, {lever}").format(
                lever=lever.name.lower()
            )
        if cause.kind == "plan":
            plan = self._guidance.approach.plan(cause.id)
            name = plan.label if plan else cause.id
            return translate("statements", "what you had in mind, “{plan}”").format(plan=name)
        if cause.kind == "subtype":
            return translate("statements", "the sort of type 1, {subtype}").format(subtype=cause.id)
        return translate("statements", "the verdict, {verdict}").format(
            verdict=verdict_label(Verdict(cause.id))
        )
