"""Workbooks as hypothesis makes them: through random sequences of real edits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from spdesk.core.errors import EditError
from spdesk.core.performance import Lever, Scale
from spdesk.core.route import Effort
from spdesk.workbook import edits, plan_edits, round_edits
from spdesk.workbook.model import VERSION, Workbook
from spdesk.workbook.part import KEEP_UNKNOWN
from spdesk.workbook.rounds import SP_QUESTION, Ballot, BallotAnswer, BallotRound

CRITERIA = ("action_result_link", "solution_known", "behaviour_change", "from-another-version")
SCALES = (Scale(), Scale(1, 5, 3), Scale(1, 100, 50), Scale(2, 7, 1))


@dataclass(frozen=True)
class Move:
    """An edit with its arguments; `pick` chooses the issue, whatever issues there are then."""

    edit: Callable[..., Workbook]
    arguments: tuple[Any, ...] = ()
    pick: int | None = None

    def on(self, workbook: Workbook) -> Workbook:
        """The workbook after this edit. Raises EditError when it is refused."""
        return self.edit(workbook, *self.arguments_for(workbook))

    def arguments_for(self, workbook: Workbook) -> tuple[Any, ...]:
        """The arguments, with the id of the issue before them where one is meant."""
        if self.pick is None:
            return self.arguments
        ids = [issue.id for issue in workbook.issues] or ["none"]
        return (ids[self.pick % len(ids)], *self.arguments)


ids = st.integers(0, 6).map(lambda number: f"id-{number}")
lines = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=40)
passages = st.text(max_size=60)
ratings = st.one_of(st.none(), st.integers(0, 4))
scores = st.one_of(st.none(), st.floats(1, 10))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001  local time


def _one(edit: Callable[..., Workbook], *arguments: SearchStrategy[Any]) -> SearchStrategy[Move]:
    """A move on one issue."""
    return st.builds(Move, st.just(edit), st.tuples(*arguments), st.integers(0, 9))


moves: SearchStrategy[Move] = st.one_of(
    st.builds(Move, st.just(edits.add_issue), st.tuples(ids, lines)),
    _one(edits.remove_issue),
    _one(edits.move_issue, st.integers(-3, 3)),
    _one(edits.describe_issue, st.sampled_from(["title", "owner"]), lines),
    _one(edits.describe_issue, st.sampled_from(["description", "plan_note"]), passages),
    _one(edits.describe_issue, st.just("plan"), st.sampled_from(["project_plan", None])),
    _one(edits.answer_gate, ratings),
    _one(edits.note_check, st.sampled_from(["no_time", "who_gains"]), passages),
    _one(edits.set_review_time, st.none() | moments),
    _one(edits.answer, st.sampled_from(CRITERIA), ratings),
    _one(edits.stop_asking, st.booleans()),
    _one(edits.restart_triage),
    _one(edits.overrule, st.sampled_from(["type_1", "type_2", "mixed"]), passages),
    _one(edits.withdraw_overrule),
    _one(edits.split_issue, st.lists(st.tuples(ids, lines), max_size=3).map(tuple)),
    _one(edits.choose_approach, st.sampled_from(["adaptive", "command", None])),
    _one(edits.score, st.dictionaries(st.sampled_from(list(Lever)), scores)),
    _one(edits.score, st.fixed_dictionaries(dict.fromkeys(Lever, st.floats(1, 5)))),
    _one(edits.set_target, st.none() | st.floats(1, 1e9)),
    _one(edits.set_effort, st.builds(Effort, *[st.floats(0.1, 10)] * 3)),
    _one(edits.keep_round, ids, st.dates(date(2000, 1, 1))),
    _one(round_edits.keep_ballot_round, st.deferred(lambda: ballot_rounds_of_terms)),
    _one(round_edits.discard_ballot_round, ids),
    _one(round_edits.take_over_scores, ids, st.just({}), ids, st.dates()),
    _one(round_edits.delete_ballots, ids, st.just({})),
    _one(round_edits.set_delete_on, ids, st.none() | st.dates()),
    _one(round_edits.add_minority_note, ids, passages, lines),
    _one(round_edits.change_minority_note, ids, passages, lines),
    _one(round_edits.remove_minority_note, ids),
    _one(plan_edits.add_action, ids, passages),
    _one(plan_edits.add_probe, ids, passages, passages),
    _one(plan_edits.add_trigger, ids, passages),
    _one(
        plan_edits.change_in_plan,
        st.sampled_from(["actions", "probes"]),
        ids,
        st.just("owner"),
        lines,
    ),
    _one(plan_edits.remove_from_plan, st.sampled_from(["actions", "probes", "triggers"]), ids),
    _one(plan_edits.decide, st.dates(), passages),
    _one(plan_edits.reject_approach, st.just("command"), passages, st.dates()),
    _one(plan_edits.take_rejection_back, st.just("command")),
    _one(plan_edits.withdraw_decision),
)

_levers = [lever.value for lever in Lever]
ballots = st.dictionaries(st.sampled_from(_levers), st.none() | st.integers(1, 10)).map(
    lambda ratings: Ballot.made(
        answers=tuple(BallotAnswer.made(question=q, rating=r) for q, r in ratings.items())
    )
)
ballot_rounds_of_terms = st.builds(
    lambda round_id, held_on, cast, revealed: BallotRound.made(
        id=round_id,
        subject="terms",
        questions=tuple(_levers),
        held_on=held_on,
        ballots=tuple(cast),
        revealed=revealed,
    ),
    ids,
    st.dates(),
    st.lists(ballots, max_size=8),
    st.booleans(),
)


def after(workbook: Workbook, sequence: Sequence[Move]) -> list[Workbook]:
    """Every workbook on the way, the first one included; refused edits change nothing."""
    way = [workbook]
    for move in sequence:
        try:
            way.append(move.on(way[-1]))
        except EditError:
            continue
    return way


first_moves = st.lists(
    st.builds(Move, st.just(edits.add_issue), st.tuples(ids, lines.map(lambda text: f"I {text}"))),
    min_size=1,
    max_size=3,
)
sequences = st.builds(lambda first, more: first + more, first_moves, st.lists(moves, max_size=15))
workbooks = st.builds(
    lambda scale, sequence: after(Workbook(scale=scale), sequence)[-1],
    st.sampled_from(SCALES),
    sequences,
)


# Whole workbooks, straight from the model: every field can hold everything that it may.

NEWER = "1.99"
_some_id = st.integers(0, 36**12).map(lambda number: f"{number:x}_-")
_filled = st.text(min_size=1, max_size=30).map(lambda text: f"x{text}")
_title = lines.map(lambda text: f"x{text}")
json_values = st.sampled_from(
    [
        *(None, True, False, 0, -1, 10**40, 0.0, -0.5, 1e300, 5e-324, "", "two\nlines", "中文 📅"),
        *([], {}, [[]], {"": None}, [{"id": "a", "issues": []}, 1.0, "x"], {"a": {"b": [None]}}),
        *('\n  "issues": []', "\\", '"', "2026-01-01", "\u2028\x00\x7f"),
    ]
)
unknown_fields = st.dictionaries(
    st.sampled_from(["new", "new one", "new issues", "new\n", "new 中"]), json_values, max_size=2
)


def _part(newer: bool, **fields: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    """A part of a file as data: any of these fields, and unknown ones in a newer version."""
    known = st.fixed_dictionaries(fields)
    return st.builds(lambda part, new: part | new, known, unknown_fields) if newer else known


def _unique(items: SearchStrategy[dict[str, Any]], key: str) -> SearchStrategy[list[Any]]:
    return st.lists(items, max_size=2, unique_by=lambda item: item[key])


@cache  # made once: making a strategy takes longer than drawing from it
def _issues(newer: bool, scale: Scale) -> SearchStrategy[dict[str, Any]]:
    score = st.floats(scale.low, scale.high)
    every = {lever.value: score for lever in Lever}
    some = {lever.value: st.none() | score for lever in Lever}
    kept = _part(newer, id=_some_id, kept_on=st.dates(), scores=_part(newer, **every))
    note = _part(newer, id=_some_id, text=_filled, signed=lines)
    triage = _part(
        newer,
        crisis_gate=ratings,
        crisis_checks=_unique(_part(newer, check=_some_id, note=passages), "check"),
        review_at=st.none() | st.datetimes(),
        answers=_unique(_part(newer, criterion=_some_id, rating=ratings), "criterion"),
        stopped=st.booleans(),
    )
    verdicts = st.sampled_from(["type_1", "type_2", "mixed"])
    return _part(
        newer,
        title=_title,
        description=passages,
        owner=lines,
        plan=st.none() | _some_id,
        plan_note=passages,
        triage=triage,
        overrule=st.none() | _part(newer, verdict=verdicts, reason=_filled),
        approach=st.none() | _some_id,
        scores=_part(newer, **some),
        target=st.none() | st.floats(1, 1e300),
        effort=st.fixed_dictionaries({lever.value: st.floats(1e-9, 1e9) for lever in Lever}),
        rounds=_unique(kept, "id"),
        review_on=st.none() | st.dates(),
        archived=st.booleans(),
        accepted=st.lists(lines, max_size=3),
        ballot_rounds=_unique(_ballot_rounds(newer, scale), "id"),
        minority_notes=_unique(note, "id"),
        agreed=_agreed(newer, _part(newer, **some)),
    )


def _agreed(newer: bool, scores: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    """The plan of an issue."""
    day, share = st.none() | st.dates(), st.none() | st.floats(0, 1)
    action = _part(
        newer,
        id=_some_id,
        problem=passages,
        solution=_filled,
        owner=lines,
        due=day,
        measure=passages,
        done_on=day,
        from_move=passages,
    )
    probe = _part(
        newer,
        id=_some_id,
        attempt=_filled,
        belief=passages,
        partners=lines,
        review_on=day,
        outcome=st.sampled_from([None, "kept", "changed", "dropped"]),
        learned=passages,
    )
    review = _part(
        newer,
        id=_some_id,
        held_on=st.dates(),
        verdict=st.sampled_from(["type_1", "type_2", "mixed", "crisis", "insufficient"]),
        type_2=share,
        scores=scores,
        ballot_round=st.none() | _some_id,
        likely_low=st.none() | st.floats(0, 9),
        note=passages,
    )
    rejected = _part(newer, approach=_some_id, reason=passages)
    return _part(
        newer,
        actions=_unique(action, "id"),
        probes=_unique(probe, "id"),
        triggers=_unique(_part(newer, id=_some_id, text=_filled, happened=st.booleans()), "id"),
        decision=st.none()
        | _part(
            newer, decided_on=st.dates(), text=passages, rejected=_unique(rejected, "approach")
        ),
        reviews=_unique(review, "id"),
    )


def _ballot_rounds(newer: bool, scale: Scale) -> SearchStrategy[dict[str, Any]]:
    return st.sampled_from(["terms", "factors", "triage", "followership"]).flatmap(
        lambda subject: _held(newer, subject, scale)
    )


def _summaries(newer: bool, questions: list[str]) -> SearchStrategy[dict[str, Any]]:
    values = st.lists(st.floats(0, 10), min_size=3, max_size=3).map(sorted)
    told = values.map(lambda three: dict(zip(("q1", "median", "q3"), three, strict=True)))
    rest = _part(
        newer,
        question=st.sampled_from(questions),
        n=st.integers(1, 99),
        agreement=st.sampled_from(["agreed", "mixed", "split", "too_few"]),
    )
    return st.builds(lambda numbers, more: numbers | more, told, rest)


@st.composite
def _held(draw: st.DrawFn, newer: bool, subject: str, scale: Scale) -> dict[str, Any]:
    """A round of ballots; its ballots come in any order, and their answers too."""
    questions = draw(st.lists(_some_id, min_size=1, max_size=3, unique=True))
    on_scale = subject in ("terms", "factors")
    rating = st.floats(scale.low, scale.high) if on_scale else st.integers(0, 4)
    answer = _part(newer, question=st.sampled_from(questions), rating=st.none() | rating)
    role = draw(st.sampled_from(["", "nurse"]))
    ballot = _part(newer, answers=_unique(answer, "question"), role=st.just(role))
    summary = _summaries(newer, [*questions, SP_QUESTION])
    ballots: list[Any] = []
    summaries: list[Any] = []
    if draw(st.booleans()):
        ballots = draw(st.lists(ballot, min_size=5 if role else 0, max_size=6))
    else:
        summaries = draw(_unique(summary, "question"))
    rest = _part(
        newer,
        id=_some_id,
        held_on=st.dates(),
        group=lines,
        term_rule=st.sampled_from(["median", "mean", "lowest"]),
        expected=st.none() | st.integers(1, 99),
        revealed=st.booleans(),
        delete_on=st.none() | st.dates(),
    )
    fixed = {"subject": subject, "questions": questions, "roles": [role] if role else []}
    return draw(rest) | fixed | {"ballots": ballots, "summaries": summaries}


@st.composite
def whole_workbooks(draw: st.DrawFn, newer: bool = False) -> Workbook:
    """Any workbook at all; `newer`: one of a newer file version, with unknown fields."""
    scale = draw(st.sampled_from(SCALES))
    names = draw(st.lists(_some_id, unique=True, max_size=3))
    issues = []
    for place, name in enumerate(names):
        whole = draw(st.sampled_from([None, *names[:place]]))  # so that no part goes round
        issues.append({"id": name, "part_of": whole} | draw(_issues(newer, scale)))
    data = {"version": NEWER if newer else VERSION, "scale": scale}
    data |= {"issues": draw(st.permutations(issues))} | (draw(unknown_fields) if newer else {})
    return Workbook.model_validate(data, context=KEEP_UNKNOWN if newer else None)
