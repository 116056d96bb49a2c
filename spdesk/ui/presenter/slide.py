"""What the projector shows of the present step: a value, made of nothing that is private.

No notes, no owner, no minority notes and no lines for the facilitator; of a round that is being
collected only how many have voted, and of a revealed one what the whole room may see.
"""

import re
from dataclasses import dataclass, replace

from spdesk.core.performance import Lever, Performance, Scale
from spdesk.core.sentences import not_scored, sentence_for, sp_words
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.core.triage import Verdict
from spdesk.core.wizard import Stop, StopKind
from spdesk.guidance.library import Guidance
from spdesk.ui.desk import Desk
from spdesk.ui.presenter.room_slide import (
    Reveal,
    RoomPart,
    Row,
    room_part,
    round_in_box,
    voted_words,
)
from spdesk.ui.widgets.spread_row import LETTERS
from spdesk.ui.words import step_label, verdict_label, verdict_meaning, verdict_title
from spdesk.workbook.derive import (
    Step,
    performance_of,
    reading_of,
    recommendation_of,
    verdict_that_counts,
)
from spdesk.workbook.model import Issue, Workbook

LONGEST_PLACE, LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAME = 70, 150, 640, 64
"""Characters. What is longer ends in an ellipsis: the type gets no smaller than it is."""

_LONGEST_WORD = 28
"""Characters after which a word may break, so that no word is wider than the screen."""

_MOST_PLANNED = 5
_FEW_PLANNED = 2
_LONGEST_PLANNED, _LONGEST_OF_FEW = 72, 160
_LONGEST_DECISION = 300
"""Characters of what is planned, of the same where it is little, and of the decision above it."""

_ANCHORS = ((0, "type_1"), (2, "mixed"), (4, "type_2"))
"""The answers that are described, each with the role of its colour."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card: what stands on top, the role of its colour, and the text."""

    mark: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """The formula: what is multiplied, its power, and what comes of it ("" while not scored)."""

    product: tuple[str, str]
    power: str
    result: str


@dataclass(frozen=True, slots=True)
class Slide:
    """One step of one issue, as a room may see it. `place` says where we are, `foot` how far."""

    place: str
    title: str
    count: str = ""
    text: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    formula: Formula | None = None
    rows: tuple[Row, ...] = ()
    foot: str = ""
    voted: str = ""

    def spoken(self) -> str:
        """Everything on it, for a screen reader."""
        cards = (f"{card.mark}: {card.text}" for card in self.cards)
        rows = (row.spoken() for row in self.rows)
        parts = (self.place, self.title, self.count, *self.text, *cards, *rows)
        return "\n".join(part for part in (*parts, self.foot, self.voted) if part)


def slide_of(desk: Desk, guidance: Guidance, stop: Stop | None, reveal: Reveal) -> Slide:
    """The slide for what is looked at; `stop` and `reveal` are how far its page has gone."""
    issue = desk.issue
    if issue is None:
        return Slide("", translate("presenter", "One moment."))
    made = _slide(desk, issue, guidance, stop, reveal)
    place = translate("presenter", "{issue} · {step}")
    held = round_in_box(desk, issue)
    return replace(
        made,
        place=place.format(issue=clip(issue.title, LONGEST_PLACE), step=step_label(desk.step)),
        title=clip(made.title, LONGEST_TITLE),
        text=tuple(clip(text, LONGEST_TEXT) for text in made.text),
        voted=voted_words(desk.box.count, held.expected) if held and not made.count else "",
    )


def _slide(
    desk: Desk, issue: Issue, guidance: Guidance, stop: Stop | None, reveal: Reveal
) -> Slide:
    made = Slide("", issue.title)
    match desk.step:
        case Step.ISSUE:
            made = Slide(
                "", issue.title, text=(translate("presenter", "What is this issue really about?"),)
            )
        case Step.TRIAGE:
            made = _triage(issue, guidance, stop)
        case Step.APPROACH:
            made = _approach(issue, desk.workbook, guidance)
        case Step.PERFORMANCE:
            made = _performance(issue, desk.workbook)
        case Step.ROOM:
            made = _room(room_part(desk, issue, guidance, reveal))
        case Step.PLAN:
            made = _plan(issue)
        case Step.REVIEW:
            made = _review(issue)
    return made


def clip(text: str, most: int) -> str:
    """A text of at most so many characters, whose longest words may break."""
    short = text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
    return re.sub(rf"(\S{{{_LONGEST_WORD}}})(?=\S)", "\\1\N{ZERO WIDTH SPACE}", short)


def _triage(issue: Issue, guidance: Guidance, stop: Stop | None) -> Slide:
    kind = stop.kind if stop else StopKind.GATE
    if kind is StopKind.GATE:
        gate = guidance.triage.gate
        cards = tuple(Card(str(rating), "text", gate.levels[rating]) for rating, _ in _ANCHORS)
        return Slide("", gate.question, cards=cards, foot=translate("presenter", "First of all"))
    criterion = guidance.triage.criterion(stop.criterion_id or "") if stop else None
    if kind is StopKind.QUESTION and criterion is not None:
        cards = tuple(Card(str(n), role, criterion.anchors[n]) for n, role in _ANCHORS)
        asked = list(issue.triage.ratings)
        number = asked.index(criterion.id) if criterion.id in asked else len(asked)
        foot = translate("presenter", "Question {number}").format(number=number + 1)
        return Slide("", criterion.question, cards=cards, foot=foot)
    return _verdict(issue, guidance)


def _verdict(issue: Issue, guidance: Guidance) -> Slide:
    reading = reading_of(issue, guidance.rules)
    counts = verdict_that_counts(issue, guidance.rules)
    title = verdict_title(counts)
    if issue.overrule and counts is not Verdict.CRISIS:
        title = translate("presenter", "You see it as {kind}.").format(kind=verdict_label(counts))
    subtype = reading.subtype if counts is reading.verdict else None
    return Slide("", title, text=(verdict_meaning(counts, subtype),))


def _approach(issue: Issue, workbook: Workbook, guidance: Guidance) -> Slide:
    found = recommendation_of(issue, workbook, guidance)
    approach = guidance.approach.approach(found.approach) if found else None
    if approach is None:
        return Slide(
            "",
            translate("presenter", "No approach yet"),
            text=(translate("presenter", "First: what kind of problem is it?"),),
        )
    return Slide("", approach.name, text=(approach.headline,))


def _performance(issue: Issue, workbook: Workbook) -> Slide:
    performance = performance_of(issue, workbook)
    sentence = not_scored() if performance is None else sentence_for(performance)
    title = translate("presenter", "Sustainable performance")
    return Slide("", title, text=(sentence,), formula=_formula(workbook.scale, performance))


def _formula(scale: Scale, performance: Performance | None) -> Formula:
    if performance is None:
        first, second, power = (LETTERS[lever] for lever in Lever)
        return Formula((first, second), power, "")
    product = score_words(performance.capabilities), score_words(performance.incentives)
    power = score_words(scale.power(performance.relationships))
    about = translate("presenter", "about {sp}").format(sp=sp_words(performance.ln_sp))
    return Formula(product, power, about)


def _room(part: RoomPart) -> Slide:
    cards = tuple(Card(name, lever or "text", text) for name, lever, text in part.cards)
    rows = tuple(replace(row, name=clip(row.name, LONGEST_NAME)) for row in part.rows)
    return Slide("", part.title, count=part.count, text=part.text, cards=cards, rows=rows)


def _plan(issue: Issue) -> Slide:
    decision = issue.agreed.decision
    planned = _planned(issue)
    most = _LONGEST_DECISION if planned else LONGEST_TEXT
    decided = (clip(decision.text, most),) if decision and decision.text else ()
    nothing = (translate("presenter", "Nothing is decided yet."),)
    title = translate("presenter", "What will you do?")
    return Slide("", title, text=(*decided, *planned) or nothing)


def _review(issue: Issue) -> Slide:
    nothing = (translate("presenter", "Nothing was planned, so there is nothing to look back on."),)
    title = translate("presenter", "What came of it?")
    return Slide("", title, text=_planned(issue) or nothing)


def _planned(issue: Issue) -> tuple[str, ...]:
    """The first things that are done or tried, without who does them."""
    plan = issue.agreed
    planned = [one.solution for one in plan.actions] + [one.attempt for one in plan.probes]
    most = _LONGEST_OF_FEW if len(planned) <= _FEW_PLANNED else _LONGEST_PLANNED
    return tuple(f"– {clip(text, most)}" for text in planned[:_MOST_PLANNED])
