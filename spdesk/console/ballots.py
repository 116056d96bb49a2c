"""A file of ballots read without a screen, as data and as plain text."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from spdesk.core.performance import Lever, Scale
from spdesk.core.rounds import TRIAGE_SCALE, scale_of_ballots, spread_of
from spdesk.core.speak import score_words
from spdesk.exchange.ballots.answers import answer_of
from spdesk.exchange.ballots.collect import Read, read_on_own_scale
from spdesk.exchange.ballots.columns import Column, ColumnKind, whole_scale
from spdesk.exchange.ballots.headings import keys_of
from spdesk.exchange.ballots.reading import read_table
from spdesk.exchange.ballots.recognise import Question, Recognised, Skipped, recognise
from spdesk.exchange.ballots.table import BallotFileError, Table
from spdesk.guidance.library import guidance

_AGREEMENT = {
    "agreed": "agreed",
    "mixed": "mixed",
    "split": "split; talk before you take a number",
    "too_few": "too few to say",
}


def ballots_data(path: Path) -> dict[str, Any]:
    """Everything that can be said about a file of ballots, ready for JSON.

    Each column is taken on the scale that its answers seem to be on; words count from 1, the lowest
    step. Raises BallotFileError with one sentence for a file that holds no ballots.
    """
    questions = _known_questions()
    table = read_table(path, questions)
    recognised = recognise(table, questions)
    skipped = list(recognised.skipped)
    answered: set[int] = set()
    items = []
    for column in recognised.rating_columns:
        item, rows, unread = _item(table, recognised, _on_known_scale(table, recognised, column))
        items.append(item)
        answered |= rows
        skipped += unread
    unreadable = [row for row in recognised.people if row not in answered]
    skipped += [Skipped(row + 1, "", "No answer in the row could be read.") for row in unreadable]
    if not answered:
        raise BallotFileError(f"{table.file} holds no answer that could be read.")
    return {
        "file": table.file,
        "sheet": table.sheet or None,
        "heading_row": recognised.heading_row + 1,
        "ballots": len(answered),
        "columns": [
            {"column": c.letter, "heading": c.heading, "kind": c.kind.value}
            for c in recognised.columns
        ],
        "skipped": [
            {"row": entry.row, "column": entry.column or None, "reason": entry.reason}
            for entry in sorted(skipped, key=lambda entry: entry.row)
        ],
        "items": items,
    }


def ballots_text(data: dict[str, Any]) -> str:
    """The same for a reader."""
    count = data["ballots"]
    lines = [f"{data['file']} holds {'1 ballot' if count == 1 else f'{count} ballots'}."]
    dropped = [c["heading"] for c in data["columns"] if c["kind"] == "personal"]
    if dropped:
        lines.append(f"Personal columns, left out: {', '.join(dropped)}.")
    for item in data["items"]:
        scale = item["scale"]
        lines.append(f"{item['question']} ({_number(scale['low'])} to {_number(scale['high'])}):")
        lines.append(f"  {_spread_text(item)}")
    if data["skipped"]:
        lines.append("Not read:")
    for entry in data["skipped"]:
        place = f"row {entry['row']}" + (f", {entry['column']}" if entry["column"] else "")
        lines.append(f"  {place}: {entry['reason']}")
    lines.append("Judgements of one room, not measurements.")
    return "\n".join(lines)


def _spread_text(item: dict[str, Any]) -> str:
    if not item["n"]:
        return "no number"
    return (
        f"{item['n']} answers from {_number(item['minimum'])} to {_number(item['maximum'])}, "
        f"median {_number(item['median'])}, middle half {_number(item['q1'])} to "
        f"{_number(item['q3'])}: {_AGREEMENT[item['agreement']]}"
    )


def _number(number: float) -> str:
    return score_words(number)


def _known_questions() -> tuple[Question, ...]:
    """The questions of our own ballots: a heading that names one is a question for certain."""
    terms = [Question(lever.value, lever.value) for lever in Lever]
    factors = [Question(factor.id, factor.name) for factor in guidance().factors.factors]
    return (*terms, *factors, *_criteria())


def _criteria() -> tuple[Question, ...]:
    return tuple(Question(c.id, c.question) for c in guidance().triage.criteria)


def _on_known_scale(table: Table, recognised: Recognised, column: Column) -> Column:
    """The column on the scale of our own question, where its numbers alone would leave it open.

    A criterion with ratings from 1 to 4 is on 0 to 4, and a term up to 7 on 1 to 10.
    """
    if column.kind is not ColumnKind.RATING:
        return column
    keys = set(keys_of(column.heading))
    if any(keys & set(question.keys) for question in _criteria()):
        answers = (answer_of(table.rows[row][column.index]) for row in recognised.people)
        numbers = [answer.number for answer in answers if answer.number is not None]
        if all(TRIAGE_SCALE.low <= number <= TRIAGE_SCALE.high for number in numbers):
            return replace(column, scale=TRIAGE_SCALE)
        return column
    known = any(keys & set(question.keys) for question in _known_questions())
    if known and column.scale == whole_scale(1, 7):
        return replace(column, scale=scale_of_ballots(Scale()))
    return column


def _item(
    table: Table, recognised: Recognised, column: Column
) -> tuple[dict[str, Any], set[int], list[Skipped]]:
    """One question's numbers, the rows that answered it, and the cells that could not be read."""
    read: dict[int, Read] = {
        row: read_on_own_scale(column, answer_of(table.rows[row][column.index]))
        for row in recognised.people
    }
    scale = column.scale or whole_scale(0, 10)
    spread = spread_of((cell.rating for cell in read.values() if cell.given), scale)
    item = {
        "question": column.heading,
        "column": column.letter,
        "kind": column.kind.value,
        "scale": {"low": scale.low, "high": scale.high, "words": _words(column)},
        "n": spread.n if spread else 0,
        "abstained": sum(cell.given and cell.rating is None for cell in read.values()),
        "median": spread.median if spread else None,
        "q1": spread.q1 if spread else None,
        "q3": spread.q3 if spread else None,
        "minimum": spread.minimum if spread else None,
        "maximum": spread.maximum if spread else None,
        "agreement": spread.agreement.value if spread else "too_few",
    }
    unread = [
        Skipped(row + 1, column.heading, cell.reason) for row, cell in read.items() if cell.reason
    ]
    return item, {row for row, cell in read.items() if cell.given}, unread


def _words(column: Column) -> list[str]:
    return [] if column.ladder is None else [words[0] for words in column.ladder.steps]
