"""What is taken from a file of answers, and how: proposed by the reader, changed by people. No Qt.

Nothing here keeps the order of the file: the ballots come out sorted by what they say.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from spdesk.core.rounds import RatingScale
from spdesk.exchange.ballots.collect import Imported, PreviewRow, ballots_from, preview
from spdesk.exchange.ballots.columns import Column
from spdesk.exchange.ballots.mapping import OpenScale, open_scale, propose, role_columns
from spdesk.exchange.ballots.reading import read_table
from spdesk.exchange.ballots.recognise import Question as AskedQuestion
from spdesk.exchange.ballots.recognise import recognise
from spdesk.workbook.round_questions import Question
from spdesk.workbook.rounds import Ballot, BallotAnswer


def asked(questions: Sequence[Question]) -> tuple[AskedQuestion, ...]:
    """The questions of a round as the reader of files knows them."""
    return tuple(
        AskedQuestion(one.id, one.name, "" if one.text == one.name else one.text)
        for one in questions
    )


class ImportPlan:
    """A file that was read, and which of its columns answers which question.

    `scale` is the round's own; `steps_only` for subjects whose ratings are whole. Raises
    BallotFileError with one sentence when the file holds no answers.
    """

    def __init__(
        self,
        path: Path,
        questions: Sequence[Question],
        scale: RatingScale,
        roles: Sequence[str],
        *,
        steps_only: bool,
    ) -> None:
        self._questions = asked(questions)
        self._scale, self._roles, self._steps_only = scale, tuple(roles), steps_only
        self._table = read_table(path, self._questions)
        self._found = recognise(self._table, self._questions)
        self._mapping = propose(self._table, self._found, self._questions, scale)
        self._given_on: RatingScale | None = None
        self.said_on: RatingScale | None = None
        """What was answered where the file leaves the scale open."""
        self._proposed = self._mapping.scales

    @property
    def file(self) -> str:
        """The file's name."""
        return self._table.file

    @property
    def sheet(self) -> str:
        """The sheet's name; "" for a text file."""
        return self._table.sheet

    @property
    def heading_row(self) -> int:
        """The row with the headings, as the file counts."""
        return self._found.heading_row + 1

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column that has something in it."""
        return self._found.columns

    @property
    def role_columns(self) -> tuple[int, ...]:
        """The columns that may hold roles; none where the round offers none."""
        return tuple(c.index for c in role_columns(self._found)) if self._roles else ()

    def target(self, column: int) -> str | None:
        """The question that a column answers, or None."""
        return self._mapping.questions.get(column)

    @property
    def taken(self) -> frozenset[str]:
        """The questions that have a column."""
        return frozenset(self._mapping.questions.values())

    @property
    def role(self) -> int | None:
        """The column with roles, or None."""
        return self._mapping.role

    def choose(self, column: int, question: str | None) -> None:
        """The column answers this question and nothing else, or is left out."""
        if self._mapping.role == column:
            self._mapping = self._mapping.with_role(None)
        self._mapping = self._mapping.with_question(column, question)
        self._set_scales()

    def choose_role(self, column: int) -> None:
        """The column says which role people have."""
        self._mapping = self._mapping.with_question(column, None).with_role(column)

    def give_on(self, scale: RatingScale | None) -> None:
        """The numbers in the file were given on this scale; None: as it was found out."""
        self._given_on = scale
        self._set_scales()

    @property
    def open_scale(self) -> OpenScale | None:
        """The columns of which nobody can tell the scale; None when a scale was said for all."""
        if self._given_on is not None:
            return None
        return open_scale(self._table, self._found, self._mapping, self._scale)

    @property
    def is_settled(self) -> bool:
        """Whether no scale is left to be said."""
        left = self.open_scale
        return left is None or self.said_on in left.scales

    def say_on(self, scale: RatingScale) -> None:
        """The columns that leave it open were given on this scale."""
        self.said_on = scale
        self._set_scales()

    def headings(self, columns: Sequence[int]) -> tuple[str, ...]:
        """What the file calls these columns."""
        return tuple(self._found.columns_by_index[column].heading for column in columns)

    def imported(self) -> Imported:
        """What the file gives now."""
        return ballots_from(
            self._table,
            self._found,
            self._mapping,
            self._scale,
            self._questions,
            steps_only=self._steps_only,
        )

    def notes(self, imported: Imported) -> list[tuple[int, str]]:
        """How the answers are read: a sentence about one column, or about how many alike.

        For one column the whole sentence, for several what is said of each.
        """
        heads = [f"“{self._found.columns_by_index[c].heading}”: " for c in self._mapping.questions]
        alike: dict[str, list[str]] = {}
        for note in imported.notes:
            head = next((head for head in heads if note.startswith(head)), "")
            alike.setdefault(note.removeprefix(head), []).append(note)
        return [(len(notes), how if len(notes) > 1 else notes[0]) for how, notes in alike.items()]

    def preview(self) -> tuple[PreviewRow, ...]:
        """The first rows as they will be read."""
        return preview(
            self._table, self._found, self._mapping, self._scale, steps_only=self._steps_only
        )

    def ballots(self, imported: Imported) -> tuple[Ballot, ...]:
        """Ballots for the box. A role that the round does not offer is left out."""
        offered = {role.casefold(): role for role in self._roles}
        return tuple(
            Ballot(
                answers=tuple(BallotAnswer(question=q, rating=r) for q, r in ratings.items()),
                role=offered.get(role.casefold(), ""),
            )
            for ratings, role in zip(imported.ballots, imported.roles, strict=True)
        )

    def _set_scales(self) -> None:
        """Words keep their own ladder; numbers are on the scale that was said or found out."""
        by_index = self._found.columns_by_index
        left = self.open_scale
        is_open = left.columns if left is not None and self.said_on in left.scales else ()
        scales = dict[int, RatingScale]()
        for column in self._mapping.questions:
            one = by_index[column]
            source = self._proposed.get(column) or (one.scale if one.ladder else None)
            if self._given_on is not None and one.ladder is None:
                source = self._given_on
            elif column in is_open:
                source = self.said_on
            if source is not None:
                scales[column] = source
        self._mapping = replace(self._mapping, scales=scales)
