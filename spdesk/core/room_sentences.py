"""What the room is told about its own ballots: whole, plain sentences, of the group and never of one.

Every sentence stands here whole, with numbers as its only gaps, so that each can be translated.
Sizes on the log scale are told as "about 3 times", never with more than two figures.
"""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from spdesk.core.ballot_box import FEWEST
from spdesk.core.followership import Pattern
from spdesk.core.performance import Lever
from spdesk.core.room_triage import CriterionEffect, RoomReading
from spdesk.core.rounds import Agreement, Concordance, RatingScale, Spread, Strength, movement
from spdesk.core.sentences import Levers, sp_words
from spdesk.core.speak import about, percent, score_words

if TYPE_CHECKING:  # it needs numpy, and a sentence does not
    from spdesk.core.uncertainty import RoomPerformance

_C, _I, _R = Lever.CAPABILITIES, Lever.INCENTIVES, Lever.RELATIONSHIPS

_HARDLY = 1.095
"""A factor under this says "about the same": with two figures it would be about 1 times."""

_BEYOND = 1e6
"""From this factor on the number itself says nothing."""

_AS_MUCH = 0.05
"""Shares that differ by less count as equally large."""

_ENOUGH_BALLOTS = 5
"""With fewer complete ballots `_FEW_BALLOTS` says that little follows from the range."""

# --- One question -----------------------------------------------------------------------------

_AGREEMENT = {
    Agreement.AGREED: "Agreed",
    Agreement.MIXED: "Mixed",
    Agreement.SPLIT: "Split",
    Agreement.TOO_FEW: "Too few answers",
}
_SPREAD = (
    "Median {median}; the middle half lies from {q1} to {q3}, all answers from {minimum} to "
    "{maximum}."
)
_SPREAD_SAME = "All answers are {median}."
_ANSWERED = "{numbers} gave a number."
_ANSWERED_SOME = "{numbers} gave a number, {abstained} can't say."
_NOBODY = "Nobody gave a number."
_INVITATION = (
    "If your answer is among the lowest or the highest, you may tell the others what you see. "
    "Nobody has to."
)
_TALK_FIRST = "You differ most about this: {question} Talk about it first."

# --- Two rounds -------------------------------------------------------------------------------

_MOVED: dict[tuple[int, int], str] = {
    # (median, interquartile range): -1 fell, 0 as before, 1 rose
    (0, 0): "Median and spread are as in the round before.",
    (0, -1): "The median is as in the round before, and you have come closer together.",
    (0, 1): "The median is as in the round before, but you have moved further apart.",
    (1, 0): "The median rose from {before} to {after}; the spread is as before.",
    (1, -1): "The median rose from {before} to {after}, and you have come closer together.",
    (1, 1): "The median rose from {before} to {after}, but you have moved further apart.",
    (-1, 0): "The median fell from {before} to {after}; the spread is as before.",
    (-1, -1): "The median fell from {before} to {after}, and you have come closer together.",
    (-1, 1): "The median fell from {before} to {after}, but you have moved further apart.",
}

# --- All questions together -------------------------------------------------------------------

_CONCORDANCE = {
    Strength.VERY_WEAK: "You hardly agree on what is better and what is worse here "
    "(Kendall's W {w}, {raters} complete ballots).",
    Strength.WEAK: "You agree weakly on what is better and what is worse here "
    "(Kendall's W {w}, {raters} complete ballots).",
    Strength.MODERATE: "You agree moderately on what is better and what is worse here "
    "(Kendall's W {w}, {raters} complete ballots).",
    Strength.STRONG: "You agree strongly on what is better and what is worse here "
    "(Kendall's W {w}, {raters} complete ballots).",
    Strength.UNUSUALLY_STRONG: "You agree unusually strongly on what is better and what is worse "
    "here (Kendall's W {w}, {raters} complete ballots).",
}
_NO_RANKING = (
    "No ranking: it takes two complete ballots, and answers that are not all the same, to compare "
    "what is better and what is worse."
)

# --- SP as a band -----------------------------------------------------------------------------

_NO_COMPLETE_BALLOT = "No ballot gives all three terms, so none has an SP of its own."
_ONE_COMPLETE_BALLOT = "Only one ballot gives all three terms, so there is nothing to compare."
_BALLOTS_SAME = "Ballot by ballot, SP is about the same."
_BALLOTS = "Ballot by ballot, the highest SP is about {times} times the lowest."
_BALLOTS_BEYOND = "Ballot by ballot, the highest SP is more than a million times the lowest."
_LIKELY_SAME = "In nine of ten rooms like yours SP would come out about the same: {middle}."
_LIKELY = (
    "In nine of ten rooms like yours SP would come out between {low} and {high}: the high end is "
    "about {times} times the low end."
)
_LIKELY_BEYOND = (
    "In nine of ten rooms like yours SP would come out anywhere between {low} and {high}: the high "
    "end is more than a million times the low end."
)
_FEW_BALLOTS = "But fewer than five complete ballots say little about other rooms."

_NOTHING_MOVES = "Nothing that you disagree about moves SP."
_MOVES_MOST: dict[Levers, str] = {
    (_C,): "Your disagreement about capabilities moves SP most: about {share} of what varies.",
    (_I,): "Your disagreement about incentives moves SP most: about {share} of what varies.",
    (_R,): "Your disagreement about relationships moves SP most: about {share} of what varies.",
    (_C, _I): "Your disagreement about capabilities and about incentives moves SP most, both "
    "about as much.",
    (_C, _R): "Your disagreement about capabilities and about relationships moves SP most, both "
    "about as much.",
    (_I, _R): "Your disagreement about incentives and about relationships moves SP most, both "
    "about as much.",
    (_C, _I, _R): "Your disagreement about each of the three terms moves SP about as much.",
}

_NO_LEVER = "At your medians no lever can raise SP further."
_HOLDS: dict[Levers, str] = {
    (_C,): "Capabilities are the strongest lever at your medians, and stay so across the band.",
    (_I,): "Incentives are the strongest lever at your medians, and stay so across the band.",
    (_R,): "Relationships are the strongest lever at your medians, and stay so across the band.",
    (_C, _I): "Capabilities and incentives are equally strong at your medians, and stay the "
    "strongest across the band.",
    (_C, _R): "Capabilities and relationships are equally strong at your medians, and stay the "
    "strongest across the band.",
    (_I, _R): "Incentives and relationships are equally strong at your medians, and stay the "
    "strongest across the band.",
    (_C, _I, _R): "All three levers are equally strong at your medians, and stay so across the "
    "band.",
}
_OPEN: dict[Levers, str] = {
    (_C,): "Capabilities are the strongest lever at your medians, but your ballots leave it open: "
    "in about {share} of rooms like yours another lever would be.",
    (_I,): "Incentives are the strongest lever at your medians, but your ballots leave it open: "
    "in about {share} of rooms like yours another lever would be.",
    (_R,): "Relationships are the strongest lever at your medians, but your ballots leave it open: "
    "in about {share} of rooms like yours another lever would be.",
}
_OPEN_TIE = "At your medians more than one lever is strongest; your ballots leave open which one."

# --- Triage and followership ------------------------------------------------------------------

_EFFECT_SPLIT = (
    "You are split here, so it counts as unanswered. Reading it one way or the other would turn "
    "the verdict."
)
_EFFECT_SPLIT_SAME = (
    "You are split here, so it counts as unanswered. Reading it either way would not turn the "
    "verdict."
)
_EFFECT_TURNS = (
    "Read at the lower or the upper quartile, this question alone would turn the verdict."
)
_EFFECT_SAME = "Read at either quartile, this question would not turn the verdict."

_DEFINITION, _VALUES = "agreed_definition", "conflicting_values"
_SPLIT_EVIDENCE: dict[tuple[str, ...], str] = {
    (_DEFINITION,): "You are split on whether all would say the same about what the problem is. "
    "That split is itself evidence of a type 2 problem.",
    (_VALUES,): "You are split on whether people want different things that cannot all be had. "
    "That split is itself evidence of a type 2 problem.",
    (_DEFINITION, _VALUES): "You are split on whether all would say the same about what the "
    "problem is, and on whether people want different things. Both splits are themselves "
    "evidence of a type 2 problem.",
}

_TOO_FEW_FOR_A_PATTERN = (
    "A pattern is shown when at least {fewest} people have answered both questions, so that it "
    "never points at one person."
)
_NODDING = (
    "More than half of you go along, or wait to see which way things go. A type 2 problem is then "
    "easily agreed upon, and nothing follows."
)
_NOT_NODDING = "At least half of you do not simply go along."


def agreement_words(agreement: Agreement) -> str:
    """How far people agree, in a word or two."""
    return _AGREEMENT[agreement]


def spread_sentence(spread: Spread) -> str:
    """Median, middle half and ends in one sentence."""
    same = spread.minimum == spread.maximum
    return (_SPREAD_SAME if same else _SPREAD).format(**_numbers(spread))


def answered_sentence(spread: Spread | None) -> str:
    """How many gave a number and how many could not say; None: nobody gave a number."""
    if spread is None:
        return _NOBODY
    template = _ANSWERED_SOME if spread.abstained else _ANSWERED
    return template.format(numbers=spread.n, abstained=spread.abstained)


def invitation(spread: Spread, scale: RatingScale) -> str:
    """Invites those at the ends to speak, unnamed and uncounted; empty when nobody is far out."""
    return _INVITATION if spread.maximum - spread.minimum > scale.bar + 1e-9 else ""


def talk_first(question: str) -> str:
    """Puts the widest question on top of the talk; `question` ends with its own full stop or mark."""
    return _TALK_FIRST.format(question=question)


def movement_sentence(before: Spread, after: Spread) -> str:
    """What changed on one question since the round before."""
    moved = movement(before, after)
    return _MOVED[_sign(moved.median), _sign(moved.iqr)].format(
        before=score_words(before.median), after=score_words(after.median)
    )


def concordance_sentence(concordance: Concordance | None) -> str:
    """How far people agree on the order of all questions; None: no ranking."""
    if concordance is None:
        return _NO_RANKING
    return _CONCORDANCE[concordance.strength].format(
        w=f"{concordance.w:.2f}", raters=concordance.raters
    )


def ballots_sentence(room: "RoomPerformance") -> str:
    """How far apart the ballots' own SPs are."""
    if room.ballots_ln_sp is None:
        return _NO_COMPLETE_BALLOT
    if len(room.points) == 1:
        return _ONE_COMPLETE_BALLOT
    templates = (_BALLOTS_SAME, _BALLOTS, _BALLOTS_BEYOND)
    return _sized(templates, room.ballots_ln_sp.high - room.ballots_ln_sp.low)


def likely_sentence(room: "RoomPerformance") -> str:
    """Where SP at the medians lies in 90 % of the drawn rooms, and whether few ballots say so."""
    band = room.likely_ln_sp
    ends = {"low": sp_words(band.low), "middle": sp_words(band.middle), "high": sp_words(band.high)}
    said = _sized((_LIKELY_SAME, _LIKELY, _LIKELY_BEYOND), band.high - band.low, ends)
    if len(room.points) < _ENOUGH_BALLOTS:
        return f"{said} {_FEW_BALLOTS}"
    return said


def disagreement_sentence(room: "RoomPerformance") -> str:
    """Which term's disagreement moves SP most."""
    if not room.shares:
        return _NOTHING_MOVES
    most = max(room.shares.values())
    ahead = tuple(lever for lever in Lever if room.shares[lever] > most - _AS_MUCH)
    return _MOVES_MOST[ahead].format(share=percent(most))


def strongest_sentence(room: "RoomPerformance") -> str:
    """Whether the strongest lever stays the strongest across the band."""
    strongest = room.medians.strongest
    if not strongest:
        return _NO_LEVER
    if room.strongest_holds:
        return _HOLDS[strongest]
    if strongest not in _OPEN:
        return _OPEN_TIE
    # Never "about 0 %": that would read as certain.
    otherwise = max(1 - room.strongest_share[strongest[0]], 0.1)
    return _OPEN[strongest].format(share=percent(otherwise))


def effect_sentence(effect: CriterionEffect) -> str:
    """What the spread of one criterion means for the verdict of the room."""
    if effect.points is None:
        return _EFFECT_SPLIT if effect.turns else _EFFECT_SPLIT_SAME
    return _EFFECT_TURNS if effect.turns else _EFFECT_SAME


def split_evidence_sentence(reading: RoomReading) -> str:
    """Says when a split is itself evidence of a type 2 problem; empty when none is."""
    return _SPLIT_EVIDENCE.get(reading.split_evidence, "")


def pattern_sentence(pattern: Pattern | None) -> str:
    """What the group's followership says; None: too few ballots for a pattern."""
    if pattern is None:
        return _TOO_FEW_FOR_A_PATTERN.format(fewest=FEWEST)
    return _NODDING if pattern.nodding else _NOT_NODDING


def _sized(
    templates: tuple[str, str, str], ln_factor: float, gaps: Mapping[str, str] | None = None
) -> str:
    """Hardly, by a factor, or beyond telling: the sentence for a difference of logarithms."""
    same, by_factor, beyond = templates
    gaps = gaps or {}
    if ln_factor < math.log(_HARDLY):
        return same.format(**gaps)
    if ln_factor >= math.log(_BEYOND):
        return beyond.format(**gaps)
    return by_factor.format(times=about(math.exp(ln_factor)), **gaps)


def _numbers(spread: Spread) -> dict[str, str]:
    names = ("minimum", "q1", "median", "q3", "maximum")
    return {name: score_words(getattr(spread, name)) for name in names}


def _sign(change: float) -> int:
    return (change > 1e-9) - (change < -1e-9)
