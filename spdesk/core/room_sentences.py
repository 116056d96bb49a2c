"""What the room is told about its own ballots: whole, plain sentences, of the group and never of one.

Every sentence stands here whole, with numbers as its only gaps, so that each can be translated.
"""

from spdesk.core.ballot_box import FEWEST
from spdesk.core.followership import Pattern
from spdesk.core.room_triage import CriterionEffect, RoomReading
from spdesk.core.rounds import Agreement, Concordance, RatingScale, Spread, Strength, movement
from spdesk.core.speak import score_words
from spdesk.core.translation import QT_TRANSLATE_NOOP, translate

# --- One question -----------------------------------------------------------------------------

_AGREEMENT = {
    Agreement.AGREED: QT_TRANSLATE_NOOP("core", "Agreed"),
    Agreement.MIXED: QT_TRANSLATE_NOOP("core", "Mixed"),
    Agreement.SPLIT: QT_TRANSLATE_NOOP("core", "Split"),
    Agreement.TOO_FEW: QT_TRANSLATE_NOOP("core", "Too few answers"),
}
_SPREAD = QT_TRANSLATE_NOOP(
    "core",
    "Median {median}; the middle half lies from {q1} to {q3}, all answers from {minimum} to "
    "{maximum}.",
)
_SPREAD_SAME = QT_TRANSLATE_NOOP("core", "All answers are {median}.")
_ANSWERED = QT_TRANSLATE_NOOP("core", "{numbers} gave a number.")
_ANSWERED_SOME = QT_TRANSLATE_NOOP("core", "{numbers} gave a number, {abstained} can't say.")
_NOBODY = QT_TRANSLATE_NOOP("core", "Nobody gave a number.")
_INVITATION = QT_TRANSLATE_NOOP(
    "core",
    "If your answer is among the lowest or the highest, you may tell the others what you see. "
    "Nobody has to.",
)
_TALK_FIRST = QT_TRANSLATE_NOOP(
    "core", "You differ most about this: {question} Talk about it first."
)

# --- Two rounds -------------------------------------------------------------------------------

_MOVED: dict[tuple[int, int], str] = {
    # (median, interquartile range): -1 fell, 0 as before, 1 rose
    (0, 0): QT_TRANSLATE_NOOP("core", "Median and spread are as in the round before."),
    (0, -1): QT_TRANSLATE_NOOP(
        "core", "The median is as in the round before, and you have come closer together."
    ),
    (0, 1): QT_TRANSLATE_NOOP(
        "core", "The median is as in the round before, but you have moved further apart."
    ),
    (1, 0): QT_TRANSLATE_NOOP(
        "core", "The median rose from {before} to {after}; the spread is as before."
    ),
    (1, -1): QT_TRANSLATE_NOOP(
        "core", "The median rose from {before} to {after}, and you have come closer together."
    ),
    (1, 1): QT_TRANSLATE_NOOP(
        "core", "The median rose from {before} to {after}, but you have moved further apart."
    ),
    (-1, 0): QT_TRANSLATE_NOOP(
        "core", "The median fell from {before} to {after}; the spread is as before."
    ),
    (-1, -1): QT_TRANSLATE_NOOP(
        "core", "The median fell from {before} to {after}, and you have come closer together."
    ),
    (-1, 1): QT_TRANSLATE_NOOP(
        "core", "The median fell from {before} to {after}, but you have moved further apart."
    ),
}

# --- All questions together -------------------------------------------------------------------

_CONCORDANCE = {
    Strength.VERY_WEAK: QT_TRANSLATE_NOOP(
        "core",
        "You hardly agree on what is better and what is worse here "
        "(Kendall's W {w}, {raters} complete ballots).",
    ),
    Strength.WEAK: QT_TRANSLATE_NOOP(
        "core",
        "You agree weakly on what is better and what is worse here "
        "(Kendall's W {w}, {raters} complete ballots).",
    ),
    Strength.MODERATE: QT_TRANSLATE_NOOP(
        "core",
        "You agree moderately on what is better and what is worse here "
        "(Kendall's W {w}, {raters} complete ballots).",
    ),
    Strength.STRONG: QT_TRANSLATE_NOOP(
        "core",
        "You agree strongly on what is better and what is worse here "
        "(Kendall's W {w}, {raters} complete ballots).",
    ),
    Strength.UNUSUALLY_STRONG: QT_TRANSLATE_NOOP(
        "core",
        "You agree unusually strongly on what is better and what is worse "
        "here (Kendall's W {w}, {raters} complete ballots).",
    ),
}
_NO_RANKING = QT_TRANSLATE_NOOP(
    "core",
    "No ranking: it takes two complete ballots, and answers that are not all the same, to compare "
    "what is better and what is worse.",
)

# --- Triage and followership ------------------------------------------------------------------

_EFFECT_SPLIT = QT_TRANSLATE_NOOP(
    "core",
    "You are split here, so it counts as unanswered. Reading it one way or the other would turn "
    "the verdict.",
)
_EFFECT_SPLIT_SAME = QT_TRANSLATE_NOOP(
    "core",
    "You are split here, so it counts as unanswered. Reading it either way would not turn the "
    "verdict.",
)
_EFFECT_TURNS = QT_TRANSLATE_NOOP(
    "core", "Read at the lower or the upper quartile, this question alone would turn the verdict."
)
_EFFECT_SAME = QT_TRANSLATE_NOOP(
    "core", "Read at either quartile, this question would not turn the verdict."
)

_DEFINITION, _VALUES = "agreed_definition", "conflicting_values"
_SPLIT_EVIDENCE: dict[tuple[str, ...], str] = {
    (_DEFINITION,): QT_TRANSLATE_NOOP(
        "core",
        "You are split on whether all would say the same about what the problem is. "
        "That split is itself evidence of a type 2 problem.",
    ),
    (_VALUES,): QT_TRANSLATE_NOOP(
        "core",
        "You are split on whether people want different things that cannot all be had. "
        "That split is itself evidence of a type 2 problem.",
    ),
    (_DEFINITION, _VALUES): QT_TRANSLATE_NOOP(
        "core",
        "You are split on whether all would say the same about what the "
        "problem is, and on whether people want different things. Both splits are themselves "
        "evidence of a type 2 problem.",
    ),
}

_TOO_FEW_FOR_A_PATTERN = QT_TRANSLATE_NOOP(
    "core",
    "A pattern is shown when at least {fewest} people have answered both questions, so that it "
    "never points at one person.",
)
_NODDING = QT_TRANSLATE_NOOP(
    "core",
    "More than half of you go along, or wait to see which way things go. A type 2 problem is then "
    "easily agreed upon, and nothing follows.",
)
_NOT_NODDING = QT_TRANSLATE_NOOP("core", "At least half of you do not simply go along.")


def agreement_words(agreement: Agreement) -> str:
    """How far people agree, in a word or two."""
    return _said(_AGREEMENT[agreement])


def spread_sentence(spread: Spread) -> str:
    """Median, middle half and ends in one sentence."""
    same = spread.minimum == spread.maximum
    return _said(_SPREAD_SAME if same else _SPREAD, **_numbers(spread))


def answered_sentence(spread: Spread | None) -> str:
    """How many gave a number and how many could not say; None: nobody gave a number."""
    if spread is None:
        return _said(_NOBODY)
    template = _ANSWERED_SOME if spread.abstained else _ANSWERED
    return _said(template, numbers=spread.n, abstained=spread.abstained)


def invitation(spread: Spread, scale: RatingScale) -> str:
    """Invites those at the ends to speak, unnamed and uncounted; empty when nobody is far out."""
    far_out = spread.maximum - spread.minimum > scale.bar + 1e-9
    return _said(_INVITATION) if far_out else ""


def talk_first(question: str) -> str:
    """Puts the widest question on top of the talk; `question` ends with its own full stop or mark."""
    return _said(_TALK_FIRST, question=question)


def movement_sentence(before: Spread, after: Spread) -> str:
    """What changed on one question since the round before."""
    moved = movement(before, after)
    return _said(
        _MOVED[_sign(moved.median), _sign(moved.iqr)],
        before=score_words(before.median),
        after=score_words(after.median),
    )


def concordance_sentence(concordance: Concordance | None) -> str:
    """How far people agree on the order of all questions; None: no ranking."""
    if concordance is None:
        return _said(_NO_RANKING)
    return _said(
        _CONCORDANCE[concordance.strength], w=f"{concordance.w:.2f}", raters=concordance.raters
    )


def effect_sentence(effect: CriterionEffect) -> str:
    """What the spread of one criterion means for the verdict of the room."""
    if effect.points is None:
        return _said(_EFFECT_SPLIT if effect.turns else _EFFECT_SPLIT_SAME)
    return _said(_EFFECT_TURNS if effect.turns else _EFFECT_SAME)


def split_evidence_sentence(reading: RoomReading) -> str:
    """Says when a split is itself evidence of a type 2 problem; empty when none is."""
    said = _SPLIT_EVIDENCE.get(reading.split_evidence)
    return _said(said) if said else ""


def pattern_sentence(pattern: Pattern | None) -> str:
    """What the group's followership says; None: too few ballots for a pattern."""
    if pattern is None:
        return _said(_TOO_FEW_FOR_A_PATTERN, fewest=FEWEST)
    return _said(_NODDING if pattern.nodding else _NOT_NODDING)


def _said(text: str, **gaps: str | int) -> str:
    return translate("core", text).format(**gaps)


def _numbers(spread: Spread) -> dict[str, str]:
    names = ("minimum", "q1", "median", "q3", "maximum")
    return {name: score_words(getattr(spread, name)) for name in names}


def _sign(change: float) -> int:
    return (change > 1e-9) - (change < -1e-9)
