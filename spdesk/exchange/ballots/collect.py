"""From a table and a mapping to ballots. What is dropped or changed on the way is said."""

from collections.abc import Sequence
from dataclasses import dataclass

from spdesk.core.rounds import RatingScale
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.exchange.ballots.answers import Answer, Kind, answer_of
from spdesk.exchange.ballots.columns import Column, whole_scale
from spdesk.exchange.ballots.headings import heading_of
from spdesk.exchange.ballots.mapping import Mapping
from spdesk.exchange.ballots.recognise import Question, Recognised, Skipped
from spdesk.exchange.ballots.table import Table

_LONGEST_QUOTE = 30
_LONGEST_ROLE = 100

Ballot = dict[str, float | None]
"""Question to rating; None is "can't say", and a question that is missing was not answered."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The ballots of a file, sorted by what they say, so that the file's order is lost."""

    ballots: tuple[Ballot, ...]
    roles: tuple[str, ...]
    """As many as there are ballots; empty where there is none."""

    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    """Whole sentences about every change of a scale, and about numbers that were left as they are."""


@dataclass(frozen=True, slots=True)
class Read:
    """One cell as it will be taken over. `given` is False for an empty or unreadable cell."""

    given: bool
    rating: float | None = None
    reason: str = ""
    """Why a cell with something in it could not be read."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the preview: how the file counts it, and what each mapped column becomes."""

    row: int
    cells: tuple[tuple[str, str, Read], ...]
    """For each mapped column: question, what is written in the file, what is read."""


def ballots_from(
    table: Table,
    recognised: Recognised,
    mapping: Mapping,
    scale: RatingScale,
    questions: Sequence[Question],
    *,
    steps_only: bool = False,
) -> Imported:
    """Take the mapped columns over as ballots on `scale`.

    `steps_only`: only the scale's own steps are allowed, as in triage; a number between two of them
    is not read, and one that comes from another scale goes to the nearest step. Raises KeyError for
    a mapping to a question that is not among `questions`.
    """
    order = {question.id: number for number, question in enumerate(questions)}
    readers = {
        index: _Reader(
            recognised.columns_by_index[index], mapping.scales.get(index), scale, steps_only
        )
        for index in sorted(mapping.questions, key=lambda index: order[mapping.questions[index]])
    }
    skipped = list(recognised.skipped)
    kept: list[tuple[Ballot, str]] = []
    for row in recognised.people:
        ballot: Ballot = {}
        for index, reader in readers.items():
            read = reader.read(answer_of(table.rows[row][index]))
            if read.reason:
                skipped.append(Skipped(row + 1, reader.column.heading, read.reason))
            elif read.given:
                ballot[mapping.questions[index]] = read.rating
        if ballot:
            kept.append((ballot, _role(table, mapping, row)))
        else:
            skipped.append(
                Skipped(
                    row + 1,
                    "",
                    translate("exchange", "The row holds no answer to these questions."),
                )
            )
    kept.sort(key=lambda pair: (_content(pair[0], order), pair[1]))
    return Imported(
        ballots=tuple(ballot for ballot, _ in kept),
        roles=tuple(role for _, role in kept),
        skipped=tuple(sorted(skipped, key=lambda entry: entry.row)),
        notes=tuple(reader.note() for reader in readers.values()),
    )


def preview(
    table: Table,
    recognised: Recognised,
    mapping: Mapping,
    scale: RatingScale,
    *,
    rows: int = 5,
    steps_only: bool = False,
) -> tuple[PreviewRow, ...]:
    """The first rows as they will be read. Columns that are not mapped are not in it."""
    readers = {
        index: _Reader(
            recognised.columns_by_index[index], mapping.scales.get(index), scale, steps_only
        )
        for index in mapping.questions
    }
    return tuple(
        PreviewRow(
            row + 1,
            tuple(
                (mapping.questions[index], answer.written, reader.read(answer))
                for index, reader in readers.items()
                for answer in (answer_of(table.rows[row][index]),)
            ),
        )
        for row in recognised.people[:rows]
    )


def read_on_own_scale(column: Column, answer: Answer) -> Read:
    """A cell on the scale that the column itself seems to be on."""
    scale = column.scale or whole_scale(0, 10)
    return _Reader(column, scale, scale, steps_only=False).read(answer)


class _Reader:
    """Reads the cells of one column onto the ballot's scale."""

    def __init__(
        self, column: Column, source: RatingScale | None, scale: RatingScale, steps_only: bool
    ) -> None:
        self.column = column
        if source is None:
            source = column.scale if column.ladder and column.scale else scale
        self._source, self._scale, self._steps_only = source, scale, steps_only
        self._spread = (source.low, source.high) != (scale.low, scale.high)

    def read(self, answer: Answer) -> Read:
        """What a cell gives: a rating, "can't say", nothing, or a reason why it was not read."""
        if answer.kind is Kind.EMPTY:
            return Read(given=False)
        if answer.kind is Kind.ABSTAINED:
            return Read(given=True)
        number = self._number(answer)
        if number is None:
            return Read(given=False, reason=_reason(answer))
        low, high = self._source.low, self._source.high
        if not low <= number <= high:
            return Read(
                False,
                reason=translate("exchange", "{answer} is outside {source}.").format(
                    answer=_quoted(answer), source=_ends(self._source)
                ),
            )
        rating = self._carried_over(number)
        if self._steps_only and rating not in self._scale.values:
            if not self._spread:
                return Read(
                    False,
                    reason=translate(
                        "exchange", "{answer} lies between two steps of the scale."
                    ).format(answer=_quoted(answer)),
                )
            rating = min(self._scale.values, key=lambda step: (abs(step - rating), step))
        return Read(given=True, rating=rating)

    def note(self) -> str:
        """One sentence on how the column was read."""
        name = f"“{self.column.heading}”"
        ladder = self.column.ladder
        gaps = {"name": name, "scale": _ends(self._scale)}
        if ladder:
            steps = "; ".join(
                f"{words[0].capitalize()} = {score_words(self._carried_over(number))}"
                for number, words in enumerate(ladder.steps, start=1)
            )
            text = translate("exchange", "{name}: words are spread evenly over {scale}: {steps}.")
            if self._steps_only:
                text = translate(
                    "exchange",
                    "{name}: words are spread evenly over {scale}, to the nearest step: {steps}.",
                )
            return text.format(steps=steps, **gaps)
        if not self._spread:
            text = translate("exchange", "{name}: numbers are taken as they stand, on {scale}.")
            return text.format(**gaps)
        text = translate(
            "exchange", "{name}: answers from {source} are spread evenly over {scale}."
        )
        if self._steps_only:
            text = translate(
                "exchange",
                "{name}: answers from {source} are spread evenly over {scale}, to the nearest step.",
            )
        return text.format(source=_ends(self._source), **gaps)

    def _number(self, answer: Answer) -> float | None:
        if self.column.ladder is None:
            return answer.number
        step = self.column.ladder.step(answer.word) if answer.kind is Kind.WORD else None
        return None if step is None else float(step)

    def _carried_over(self, number: float) -> float:
        if not self._spread:
            return number
        source, scale = self._source, self._scale
        share = (number - source.low) / (source.high - source.low)
        return round(scale.low + share * (scale.high - scale.low), 9)


def _reason(answer: Answer) -> str:
    if answer.kind is Kind.MOMENT:
        return translate("exchange", "{answer} is or could be a date; nothing was guessed.").format(
            answer=_quoted(answer)
        )
    if answer.kind is Kind.SEVERAL:
        return translate("exchange", "There are several answers in one cell.")
    if answer.kind is Kind.NUMBER:
        return translate("exchange", "{answer} is a number among answers in words.").format(
            answer=_quoted(answer)
        )
    return translate("exchange", "{answer} is not an answer that is known here.").format(
        answer=_quoted(answer)
    )


def _quoted(answer: Answer) -> str:
    """What stands in the cell, shortened; an address is never repeated."""
    text = answer.written
    if "@" in text:
        return translate("exchange", "An address")
    return f"“{text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + '…'}”"


def _ends(scale: RatingScale) -> str:
    return translate("exchange", "{low} to {high}").format(
        low=score_words(scale.low), high=score_words(scale.high)
    )


def _role(table: Table, mapping: Mapping, row: int) -> str:
    if mapping.role is None:
        return ""
    return heading_of(table.rows[row][mapping.role]).rstrip(";")[:_LONGEST_ROLE]


def _content(ballot: Ballot, order: dict[str, int]) -> list[tuple[int, bool, float]]:
    return sorted((order[q], rating is None, rating or 0.0) for q, rating in ballot.items())
