"""The cards under the dots: before the next round, and what the spread does to SP or the verdict."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from spdesk.core.band_sentences import (
    ballots_sentence,
    disagreement_sentence,
    likely_sentence,
    strongest_sentence,
)
from spdesk.core.room_sentences import (
    concordance_sentence,
    effect_sentence,
    invitation,
    movement_sentence,
    split_evidence_sentence,
    talk_first,
)
from spdesk.core.room_triage import RoomReading
from spdesk.core.rounds import Agreement, Concordance, Spread, kendalls_w
from spdesk.guidance.library import Guidance
from spdesk.ui.pages.room.room_words import DESIGNED_FOR, listed
from spdesk.ui.pages.room.round_rows import RoundRows
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.info_button import with_info
from spdesk.ui.widgets.texts import clear, label
from spdesk.ui.widgets.type_mark import TypeMark
from spdesk.ui.words import verdict_label, verdict_title

if TYPE_CHECKING:  # it needs numpy, which the thread that reckons imports
    from spdesk.core.uncertainty import RoomPerformance

_MOST_EFFECTS = 4


class TalkCard(QFrame):
    """Invites those at the ends to speak, without naming or counting them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("ground", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(8)

    def show_round(self, rows: RoundRows, before: dict[str, Spread]) -> None:
        """Show what to talk about. `before`: the spreads of the round before."""
        clear(self._column)
        self._column.addWidget(label(self.tr("Before the next round"), "heading"))
        for text in self._sentences(rows, before):
            self._column.addWidget(label(text))
        if rows.held.subject == "factors" and not rows.deleted and rows.people > 1:
            order = label(self._order(rows), "muted")
            self._column.addWidget(with_info(order, "order-agreement", self._look))
        if 1 < rows.people < DESIGNED_FOR:
            self._column.addWidget(label(self._limit(), "muted"))
        self._column.addStretch(1)

    def _sentences(self, rows: RoundRows, before: dict[str, Spread]) -> list[str]:
        if rows.held.joint:
            return [self.tr("Compare this ballot with that of another group.")]
        first = rows.widest[0]
        spread = rows.spreads.get(first.id)
        if rows.deleted:
            return [self.tr("The ballots are deleted; what you see is what was kept of them.")]
        if spread is None:
            return [self.tr("Nobody gave a number, so there is nothing to compare.")]
        if spread.agreement is Agreement.TOO_FEW:
            return [self.tr("With one answer there is nothing to compare.")]
        said = []
        if spread.agreement is not Agreement.AGREED:
            # A term has no question of its own.
            asked = f"{first.name}." if rows.held.subject == "terms" else first.hint
            said.append(talk_first(asked))
            said.append(invitation(spread, rows.scale))
        else:
            said.append(
                self.tr("You agree. Ask what all of you may be missing, and who is not here.")
            )
        if first.id in before:
            moved = movement_sentence(before[first.id], spread)
            said.append(self.tr("{question}: {moved}").format(question=first.name, moved=moved))
        return [text for text in said if text]

    def _order(self, rows: RoundRows) -> str:
        text = self.tr("{concordance} That is about their order, not about how high you rate.")
        return text.format(concordance=concordance_sentence(order_of(rows)))

    def _limit(self) -> str:
        return self.tr(
            "With fewer than seven people the word beside the dots is a hint only: the index "
            "behind it was made for larger panels."
        )


def order_of(rows: RoundRows) -> Concordance | None:
    """How far the complete ballots agree on the order of the questions."""
    complete = []
    for ballot in rows.held.ballots:
        said = ballot.ratings
        given = [said.get(question) for question in rows.held.questions]
        numbers = [rating for rating in given if rating is not None]
        if len(numbers) == len(given):
            complete.append(numbers)
    return kendalls_w(complete)


class EffectCard(QFrame):
    """What the spread of a round does to SP, or to the verdict."""

    def __init__(self, look: Look, guidance: Guidance) -> None:
        super().__init__()
        self._look = look
        self._guidance = guidance
        self.setProperty("ground", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(8)

    def wait(self) -> None:
        """SP is being reckoned."""
        self._begin(self.tr("What it does to SP"))
        self._say(self.tr("Reckoning …"), "muted")
        self._column.addStretch(1)

    def show_performance(self, room: "RoomPerformance | None", *, is_split: bool) -> None:
        """Show SP as the ballots leave it; None when a term has no answer."""
        self._begin(self.tr("What it does to SP"))
        if room is None:
            self._say(self.tr("A term has no answer yet, so there is no SP."))
        else:
            self._say(ballots_sentence(room))
            if len(room.points) > 1:
                self._say(likely_sentence(room))
                self._say(disagreement_sentence(room))
                self._say(strongest_sentence(room))
        if is_split:
            self._say(self.tr("A split like this is itself a sign of a type 2 problem."))
        self._column.addStretch(1)

    def show_reading(self, reading: RoomReading) -> None:
        """Show the verdict of the room, and which spread would turn it."""
        self._begin(self.tr("What it does to the verdict"))
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(TypeMark(self._look, reading.verdict, 0.9), 0, Qt.AlignmentFlag.AlignVCenter)
        title = label(verdict_title(reading.verdict), "heading")
        row.addWidget(with_info(title, "verdict", self._look), 1)
        self._column.addWidget(head)
        counts = [
            self.tr("{count} say {verdict}").format(count=count, verdict=verdict_label(verdict))
            if count > 1
            else self.tr("1 says {verdict}").format(verdict=verdict_label(verdict))
            for verdict, count in reading.by_ballot.items()
        ]
        if sum(reading.by_ballot.values()) > 1:
            self._say(self.tr("Each ballot read alone: {counts}.").format(counts=listed(counts)))
        if reading.split:
            names = listed([f"“{self._name(one)}”" for one in reading.split])
            text = (
                self.tr(
                    "You are split about {names}: no average stands for both sides, so it "
                    "counts as unanswered."
                )
                if len(reading.split) == 1
                else self.tr(
                    "You are split about {names}: no average stands for both sides, so they count as "
                    "unanswered."
                )
            )
            self._say(text.format(names=names))
        self._say(split_evidence_sentence(reading))
        self._say_turns(reading)
        self._column.addStretch(1)

    def show_deleted(self) -> None:
        """The ballots are gone, and with them what followed from each."""
        self._begin(self.tr("What was kept"))
        self._say(
            self.tr("Medians, quartiles and agreement stay. What single ballots said is deleted.")
        )
        self._column.addStretch(1)

    def _say_turns(self, reading: RoomReading) -> None:
        turning = [effect for effect in reading.effects if effect.turns]
        for effect in turning[:_MOST_EFFECTS]:
            text = self.tr("“{question}”: {effect}")
            self._say(
                text.format(
                    question=self._name(effect.criterion_id), effect=effect_sentence(effect)
                )
            )
        more = len(turning) - _MOST_EFFECTS
        if more > 0:
            text = self.tr("The same holds for {count} more; the table shows which.")
            self._say(text.format(count=more), "muted")
        if not turning and reading.effects:
            self._say(self.tr("No question, read at its quartiles, would turn the verdict."))

    def _name(self, criterion_id: str) -> str:
        criterion = self._guidance.triage.criterion(criterion_id)
        return criterion.label_wicked if criterion else criterion_id

    def _begin(self, heading: str) -> None:
        clear(self._column)
        self._column.addWidget(label(heading, "heading"))

    def _say(self, text: str, role: str = "body") -> None:
        if text:
            self._column.addWidget(label(text, role))
