"""The part of a record that says where the group stands: scores, SP, and the room's spread."""

import math
from collections.abc import Iterator, Mapping

from spdesk.core.ballot_box import FEWEST
from spdesk.core.performance import Lever, Performance
from spdesk.core.room_sentences import agreement_words
from spdesk.core.rounds import Agreement
from spdesk.core.sentences import sentence_for, sp_words
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.exchange.reports.blocks import Block, Facts, Heading, Paragraph, Picture, Table
from spdesk.exchange.reports.words import day_words
from spdesk.guidance.library import Guidance
from spdesk.workbook.derive import performance_of
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.round_questions import questions_of
from spdesk.workbook.round_values import latest_revealed, spreads_of
from spdesk.workbook.rounds import SP_QUESTION, BallotRound, ItemSummary


def landscape_id(issue_id: str) -> str:
    """The id of the picture that shows an issue in the landscape of SP."""
    return f"landscape-{issue_id}"


def landscape_picture(issue: Issue, workbook: Workbook) -> Picture | None:
    """Where an issue stands in the landscape, or None while a score is missing."""
    performance = performance_of(issue, workbook)
    if performance is None:
        return None
    said = {lever.value: score_words(performance.score(lever)) for lever in Lever}
    kept = issue.rounds[-1].scores.performance(workbook.scale) if issue.rounds else None
    return Picture(
        landscape_id(issue.id),
        translate(
            "exchange",
            "The landscape of SP with the issue at capabilities {capabilities}, incentives {incentives}, relationships {relationships}: SP is about {sp}. {sentence}",
        ).format(sp=sp_words(performance.ln_sp), sentence=sentence_for(performance, kept), **said),
    )


def score_blocks(issue: Issue, workbook: Workbook, guidance: Guidance) -> Iterator[Block]:
    """The scores and SP with its caveat, the landscape, and the spread of the last revealed round.

    Nothing at all while there is no score and no round.
    """
    blocks = [*_scores(issue, workbook, guidance), *_room(issue, workbook, guidance)]
    if blocks:
        yield Heading(2, translate("exchange", "Where the group stands"))
        yield from blocks


def _scores(issue: Issue, workbook: Workbook, guidance: Guidance) -> Iterator[Block]:
    given = [(lever, issue.scores.of(lever)) for lever in Lever]
    scale = workbook.scale
    rows = [
        (
            guidance.levers.lever(lever).name,
            translate("exchange", "{score} of {high}").format(
                score=score_words(score), high=score_words(scale.high)
            ),
        )
        for lever, score in given
        if score is not None
    ]
    if not rows:
        return
    performance = performance_of(issue, workbook)
    if performance is not None:
        rows.append(("SP", _about_sp(issue, performance)))
    yield Facts(tuple(rows))
    picture = landscape_picture(issue, workbook)
    if picture is not None:
        yield picture


def _about_sp(issue: Issue, performance: Performance) -> str:
    if issue.target is None:
        text = translate("exchange", "about {sp}, a thinking aid with no data behind it")
        return text.format(sp=sp_words(performance.ln_sp))
    if performance.meets(issue.target):
        text = translate(
            "exchange",
            "about {sp}, a thinking aid with no data behind it; the group aims at about {target}, "
            "reached",
        )
    else:
        text = translate(
            "exchange",
            "about {sp}, a thinking aid with no data behind it; the group aims at about {target}, "
            "not reached yet",
        )
    return text.format(sp=sp_words(performance.ln_sp), target=sp_words(math.log(issue.target)))


def _room(issue: Issue, workbook: Workbook, guidance: Guidance) -> Iterator[Block]:
    held = latest_revealed(issue, "terms", "factors")
    if held is not None:
        yield from _spread_table(held, workbook, guidance)
    triage = latest_revealed(issue, "triage")
    if triage is not None:
        yield from _splits(triage, workbook, guidance)


def _spread_table(held: BallotRound, workbook: Workbook, guidance: Guidance) -> Iterator[Block]:
    spreads = summaries_by_question(held, workbook)
    names = {q.id: q.name for q in questions_of(held.subject, held.questions, guidance)}
    asked = [(names[q], spreads[q]) for q in held.questions if q in spreads]
    if not asked:
        return
    yield Table(
        _said_on(held),
        (
            translate("exchange", "Question"),
            translate("exchange", "Median"),
            translate("exchange", "Middle half"),
            translate("exchange", "Numbers given"),
            translate("exchange", "Agreement"),
        ),
        tuple(
            (
                name,
                score_words(one.median),
                translate("exchange", "{q1} to {q3}").format(
                    q1=score_words(one.q1), q3=score_words(one.q3)
                ),
                str(one.n),
                agreement_words(Agreement(one.agreement)),
            )
            if one.n >= FEWEST
            else (
                name,
                "",
                "",
                translate("exchange", "fewer than {fewest}").format(fewest=FEWEST),
                translate("exchange", "not told"),
            )
            for name, one in asked
        ),
        (0.4, 0.12, 0.18, 0.14, 0.16),
    )


def _said_on(held: BallotRound) -> str:
    if held.joint:
        text = translate("exchange", "What the room said on {day}, one ballot filled in together")
    elif not held.ballots:
        text = translate("exchange", "What the room said on {day}, its ballots deleted since")
    elif len(held.ballots) == 1 and held.expected:
        text = translate("exchange", "What the room said on {day}, 1 ballot from {people} people")
    elif len(held.ballots) == 1:
        text = translate("exchange", "What the room said on {day}, 1 ballot")
    elif held.expected:
        text = translate(
            "exchange", "What the room said on {day}, {ballots} ballots from {people} people"
        )
    else:
        text = translate("exchange", "What the room said on {day}, {ballots} ballots")
    return text.format(day=day_words(held.held_on), ballots=len(held.ballots), people=held.expected)


def _splits(held: BallotRound, workbook: Workbook, guidance: Guidance) -> Iterator[Block]:
    spreads = summaries_by_question(held, workbook)
    texts = questions_of(held.subject, held.questions, guidance)
    split = [q.name for q in texts if q.id in spreads and spreads[q.id].agreement == "split"]
    if split:
        day = day_words(held.held_on)
        yield Paragraph(
            translate(
                "exchange", "On the questions of the triage the room was split on {day}:"
            ).format(day=day),
            quiet=True,
        )
        yield Paragraph("\n".join(split))


def summaries_by_question(held: BallotRound, workbook: Workbook) -> Mapping[str, ItemSummary]:
    """What a round says about each question, whether or not its ballots are still there.

    A summary of SP itself, which is no question, is left out.
    """
    if not held.ballots:
        return {one.question: one for one in held.summaries if one.question != SP_QUESTION}
    return {
        question: ItemSummary(
            question=question,
            n=spread.n,
            median=spread.median,
            q1=spread.q1,
            q3=spread.q3,
            agreement=spread.agreement.value,
        )
        for question, spread in spreads_of(held, workbook.scale).items()
    }
