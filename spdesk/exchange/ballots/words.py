"""Answers in words: ladders such as "Strongly disagree" to "Strongly agree", lowest step first.

English only. The steps are the usual ones of survey tools; words that mean the same step stand
together. Which ladder a question uses is decided by all the words that people chose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

Steps = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Ladder:
    """An ordered set of answers. Several ladders of one family share words."""

    family: str
    steps: Steps

    def step(self, word: str) -> int | None:
        """Which step a plain word is, counted from 1, or None."""
        return next((n for n, words in enumerate(self.steps, start=1) if word in words), None)

    @property
    def words(self) -> frozenset[str]:
        """Every word on it."""
        return frozenset(word for step in self.steps for word in step)


_NEUTRAL = ("neutral", "neither")
_DISAGREE = ("disagree",)
_AGREE = ("agree",)
_STRONGLY_DISAGREE = (
    *("strongly disagree", "disagree strongly", "totally disagree", "completely disagree"),
    *("fully disagree",),
)
_STRONGLY_AGREE = (
    *("strongly agree", "agree strongly", "totally agree", "completely agree"),
    *("fully agree",),
)
_RATHER_DISAGREE = (
    *("somewhat disagree", "slightly disagree", "tend to disagree", "mostly disagree"),
    *("disagree somewhat", "disagree slightly", "rather disagree"),
)
_RATHER_AGREE = (
    *("somewhat agree", "slightly agree", "tend to agree", "mostly agree"),
    *("agree somewhat", "agree slightly", "rather agree"),
)
_UNDECIDED = (
    *("neither agree nor disagree", "neither disagree nor agree", "neither agree or disagree"),
    *_NEUTRAL,
    "undecided",
)
_FAIR = (
    *("fair", "average", "acceptable", "adequate", "ok", "okay", "moderate", "satisfactory"),
    *("neither good nor poor", "neither poor nor good", "neither good nor bad"),
    *_NEUTRAL,
)
_VERY_POOR, _POOR = ("very poor", "very bad", "terrible"), ("poor", "bad")
_GOOD, _VERY_GOOD, _EXCELLENT = ("good",), ("very good",), ("excellent", "outstanding")
_MEDIUM = ("medium", "moderate", "average", "middle")

# Where several ladders of a family hold all the words, the first one counts.
LADDERS = tuple(
    Ladder(family, steps)
    for family, steps in (
        ("agreement", (_STRONGLY_DISAGREE, _DISAGREE, _UNDECIDED, _AGREE, _STRONGLY_AGREE)),
        (
            "agreement",
            (_STRONGLY_DISAGREE, _RATHER_DISAGREE, _UNDECIDED, _RATHER_AGREE, _STRONGLY_AGREE),
        ),
        (
            "agreement",
            (
                *(_STRONGLY_DISAGREE, _DISAGREE, _RATHER_DISAGREE, _UNDECIDED),
                *(_RATHER_AGREE, _AGREE, _STRONGLY_AGREE),
            ),
        ),
        ("quality", (_VERY_POOR, _POOR, _FAIR, _GOOD, _VERY_GOOD)),
        ("quality", (_POOR, _FAIR, _GOOD, _VERY_GOOD, _EXCELLENT)),
        ("quality", (_VERY_POOR, _POOR, _FAIR, _GOOD, _EXCELLENT)),
        ("quality", (_VERY_POOR, _POOR, _FAIR, _GOOD, _VERY_GOOD, _EXCELLENT)),
        (
            "frequency",
            (
                ("never",),
                ("rarely", "seldom", "hardly ever", "almost never"),
                ("sometimes", "occasionally", "about half the time"),
                ("often", "frequently", "usually", "regularly", "most of the time"),
                ("always", "very often", "almost always", "all the time"),
            ),
        ),
        (
            "satisfaction",
            (
                ("very dissatisfied", "extremely dissatisfied", "very unsatisfied"),
                ("dissatisfied", "somewhat dissatisfied", "fairly dissatisfied", "unsatisfied"),
                ("neither satisfied nor dissatisfied", *_NEUTRAL),
                ("satisfied", "somewhat satisfied", "fairly satisfied"),
                ("very satisfied", "extremely satisfied"),
            ),
        ),
        (
            "importance",
            (
                ("not at all important", "not important", "unimportant"),
                ("slightly important", "of little importance", "a little important"),
                ("moderately important", "somewhat important", "fairly important"),
                ("important", "quite important"),
                ("very important", "extremely important", "essential"),
            ),
        ),
        (
            "importance",
            (
                ("not at all important", "not important"),
                ("slightly important", "of little importance"),
                ("moderately important", "somewhat important"),
                ("very important",),
                ("extremely important", "essential"),
            ),
        ),
        (
            "confidence",
            (
                ("not at all confident", "not confident"),
                ("slightly confident", "not very confident"),
                ("somewhat confident", "moderately confident"),
                ("confident", "fairly confident", "quite confident"),
                ("very confident", "extremely confident", "completely confident"),
            ),
        ),
        (
            "likelihood",
            (
                ("very unlikely", "extremely unlikely"),
                ("unlikely", "somewhat unlikely"),
                ("neither likely nor unlikely", "possibly", *_NEUTRAL),
                ("likely", "somewhat likely"),
                ("very likely", "extremely likely"),
            ),
        ),
        (
            "ease",
            (
                ("very difficult", "very hard"),
                ("difficult", "hard", "fairly difficult"),
                ("neither easy nor difficult", *_NEUTRAL),
                ("easy", "fairly easy"),
                ("very easy",),
            ),
        ),
        ("level", (("low",), _MEDIUM, ("high",))),
        ("level", (("very low",), ("low",), _MEDIUM, ("high",), ("very high",))),
        (
            "extent",
            (
                ("not at all",),
                ("slightly", "a little", "a little bit", "to a small extent"),
                ("moderately", "somewhat", "to some extent", "partly"),
                ("very", "very much", "quite a bit", "quite a lot", "a lot", "to a large extent"),
                ("extremely", "completely", "a great deal", "fully", "entirely"),
            ),
        ),
    )
)

ABSTAINED = frozenset(
    {
        *("do not know", "don't know", "dont know", "dk", "cannot say", "can't say", "cant say"),
        *("can not say", "i don't know", "i do not know", "no opinion", "unsure", "not sure"),
        *("n/a", "na", "n.a", "not applicable", "not answered on purpose", "no idea", "abstain"),
        *("prefer not to say", "prefer not to answer", "rather not say", "?"),
    }
)
"""What people write who looked at the question and could not say: no number, and not missing."""


@cache
def all_words() -> frozenset[str]:
    """Every word of every ladder."""
    return frozenset(word for ladder in LADDERS for word in ladder.words)


def words_of_family(family: str) -> frozenset[str]:
    """Every word of the ladders of one family."""
    return frozenset(word for ladder in LADDERS if ladder.family == family for word in ladder.words)


def ladder_of(words: Iterable[str], family: str = "") -> Ladder | None:
    """The first ladder that holds all the words, else the one that holds most; None if none does.

    With a family only its ladders are looked at.
    """
    given = frozenset(words)
    ladders = [ladder for ladder in LADDERS if family in ("", ladder.family)]
    best = max(ladders, key=lambda ladder: len(given & ladder.words))  # the first of equals
    return best if given & best.words else None
