"""The glossary: complete, plain, one word for one thing, and every example as the core reckons it."""

import math
import re
import shutil
from pathlib import Path

import pytest

from spdesk.core.ballot_box import roles_to_keep
from spdesk.core.errors import ResourceError
from spdesk.core.followership import style_of
from spdesk.core.performance import DEFAULT_SCALE, Lever, Performance
from spdesk.core.rounds import TRIAGE_SCALE, TermRule, quantile, term_score
from spdesk.core.speak import about, times
from spdesk.core.triage import Answers, Subtype, assess
from spdesk.guidance.glossary_texts import Entry, place_of
from spdesk.guidance.library import guidance, load_guidance
from spdesk.guidance.locate import resource_folder
from spdesk.workbook.derive import reading_of
from tests.guidance import worked
from tests.guidance.worked import CR, MISSED, RULES, START, C, I, Said, needed, plain, spread

GLOSSARY = guidance().glossary

WANTED = [
    "sustainable-performance",
    "capabilities",
    "incentives",
    "constructive-relationships",
    "index",
    "plain-mean",
    "lever",
    "target",
    "route",
    "landscape",
    "scale",
    "sub-factor",
    "type-1",
    "type-2",
    "mixed",
    "crisis",
    "triage",
    "criterion",
    "verdict",
    "evidence",
    "on-the-edge",
    "overrule",
    "part",
    "approach",
    "mismatch",
    "first-move",
    "style",
    "followership",
    "leader",
    "round",
    "ballot",
    "median",
    "quartiles",
    "agreement",
    "band",
    "minority-note",
    "facilitator",
    "run-sheet",
    "action",
    "probe",
    "trigger",
    "decision",
    "review",
    "workbook",
    "register",
    "privacy-guard",
]

MOST_SENTENCES = 3
LONGEST_MEANING = 280
"""Characters: what a popup shows before anybody scrolls, at any text size."""


def needle(points: float) -> str:
    return plain(1 / (1 + math.exp(-points / RULES.points_per_logit)), 2)


def sub_factors() -> list[str]:
    answers: dict[str, float | None] = {"a": 3, "b": 5, "c": 6, "d": 9}
    scores = [term_score(answers, list(answers), rule) for rule in TermRule]
    median, mean, lowest = (plain(score or 0, 2) for score in scores)
    return [f"a median of {median}", f"a mean of {mean}", f"{lowest} as the lowest"]


def simple_or_complicated() -> list[str]:
    """All other answers at the linear end, so that the verdict is type 1."""
    names = ("solution_known", "uniqueness", "many_actors")
    for answers, kind in (((1, 0, 1), Subtype.SIMPLE), ((1, 1, 1), Subtype.COMPLICATED)):
        rest: dict[str, int | None] = dict.fromkeys((c.id for c in RULES.criteria), 0)
        rated = rest | dict(zip(names, answers, strict=True))
        assert assess(RULES, Answers(0, rated)).subtype is kind
    return [f"mean {plain(2 / 3, 2)}: simple", "mean 1: complicated"]


def verdict() -> list[str]:
    reading = reading_of(MISSED, RULES)
    weight = round(reading.answered_share * RULES.total_weight)
    assert reading.verdict == "type_2"
    return [f"to {reading.points:g}", f"{weight} of the {RULES.total_weight} points"]


def roles() -> list[str]:
    assert roles_to_keep(["GP"] * 5 + ["nurse"] * 5) == {"GP", "nurse"}
    assert roles_to_keep(["GP"] * 6 + ["nurse"] * 4) == frozenset()
    return ["Five GPs and five nurses keep", "six GPs and four nurses no role"]


def ballots_by_themselves() -> list[str]:
    return [f"SP {plain(Performance(*b).sp, 0)}" for b in ((4, 4, 5), (8, 8, 5))]


EXAMPLES: dict[str, Said] = {
    "sustainable-performance": lambda: [
        f"= {plain(START.power, 1)}",
        f"= {plain(START.sp, 2)}",
        f"about {about(START.sp)}",
    ],
    "constructive-relationships": lambda: [
        f"CR 9 gives the power {plain(DEFAULT_SCALE.power(9), 1)}",
        f"CR 2.5 gives {plain(DEFAULT_SCALE.power(2.5), 1)}",
    ],
    "power": lambda: [f"6 ÷ 5 = {plain(DEFAULT_SCALE.power(6), 1)}"],
    "lever": lambda: [
        f"of C gives {times(START.next_point(C))}",
        f"of I {times(START.next_point(I))}",
        f"of CR {times(START.next_point(CR))}",
        {(CR,): "relationships are strongest"}[START.strongest],
    ],
    "index": lambda: [
        f"ln SP = {plain(START.ln_sp, 2)}",
        f"largest is {plain(DEFAULT_SCALE.ln_sp_max, 2)}",
        f"index is {plain(START.index, 0)}",
    ],
    "plain-mean": lambda: [
        f"mean {plain(START.additive_mean, 2)}",
        f"index is {plain(START.additive_index, 0)}",
        f"of the law is {plain(START.index, 0)}",
    ],
    "target": lambda: [
        f"CR {needed(CR, 60)}",
        f"shown as {math.ceil((START.needed(CR, 60) or 0) * 10) / 10}",
        {(None, None): "C alone and I alone cannot"}[START.needed(C, 60), START.needed(I, 60)],
    ],
    "route": lambda: worked.routes()[:1],
    "effort": lambda: worked.routes()[1:],
    "sub-factor": sub_factors,
    "simple-or-complicated": simple_or_complicated,
    "criterion": lambda: [
        f"adds {worked.points('behaviour_change', 4)} points",
        f"adds {worked.points('many_actors', 4)}.",
    ],
    "verdict": verdict,
    "evidence": lambda: [
        f"11.5 points put the needle at {needle(11.5)}",
        f"2 points at {needle(2)}",
        f"−2 points at {needle(-2)}",
    ],
    "on-the-edge": worked.flip,
    "followership": lambda: [
        f"4 for thinking and 1 for taking part is {style_of(4, 1)}",
        f"2 and 4 is {style_of(2, 4)}",
    ],
    "role": roles,
    "median": lambda: [
        f"is {quantile([2, 3, 3, 8], 0.5):g}",
        f"mean would be {(2 + 3 + 3 + 8) / 4:g}",
    ],
    "quartiles": lambda: [
        "quartiles {0.q1:g} and {0.q3:g}".format(spread("1 2 2 3 3 4 4")),
    ],
    "agreement": worked.agreements,
    "disagreement-index": lambda: [
        f"P30 = {quantile(MAPPED, 0.3):g}",
        f"P70 = {quantile(MAPPED, 0.7):g}",
        f"DI = {spread('0 0 1 1 2 3 4 4 4').disagreement_index:g}",
    ],
    "order-agreement": lambda: [f"W = {worked.kendall().w:.2f}"],
    "ballot-range": ballots_by_themselves,
    "review": worked.moved,
}
MAPPED = [TRIAGE_SCALE.mapped(value) for value in (0, 0, 1, 1, 2, 3, 4, 4, 4)]


def test_the_words_that_the_screens_need_are_there() -> None:
    assert [word for word in WANTED if not GLOSSARY.has(word)] == []


@pytest.mark.parametrize("entry", GLOSSARY.entries, ids=lambda entry: entry.id)
def test_a_meaning_is_short_and_whole(entry: Entry) -> None:
    assert entry.meaning.endswith(".")
    assert len(entry.meaning) <= LONGEST_MEANING
    assert 1 <= len(re.findall(r"[.?!](?: |$)", entry.meaning)) <= MOST_SENTENCES + 1
    assert entry.source


def test_every_example_is_reckoned_here() -> None:
    assert {entry.id for entry in GLOSSARY.entries if entry.example} == set(EXAMPLES)


@pytest.mark.parametrize("entry_id", EXAMPLES)
def test_an_example_says_what_the_core_reckons(entry_id: str) -> None:
    example = GLOSSARY.entry(entry_id).example
    for piece in EXAMPLES[entry_id]():
        assert piece in example


def test_the_criteria_are_quoted_by_their_labels() -> None:
    labels = {c.label_wicked for c in guidance().triage.criteria}
    for entry_id in ("criterion", "simple-or-complicated"):
        entry = GLOSSARY.entry(entry_id)
        quoted = set(re.findall(r"“([^”]+)”", entry.example + entry.computed))
        assert quoted <= labels, quoted - labels


def test_levers_are_said_as_on_their_page() -> None:
    ids = dict(
        zip(Lever, ("capabilities", "incentives", "constructive-relationships"), strict=True)
    )
    for lever, entry_id in ids.items():
        text = guidance().levers.lever(lever)
        entry = GLOSSARY.entry(entry_id)
        assert entry.term == text.name
        assert entry.meaning.startswith(f"{text.symbol}: {text.short[:20].lower()}")


def test_the_glossary_does_not_use_the_words_that_it_forbids() -> None:
    said = "\n".join(
        f"{e.term}\n{e.meaning}\n{e.computed}\n{e.example}\n{e.source}" for e in GLOSSARY.entries
    )
    for entry in GLOSSARY.entries:
        for word in entry.instead_of:
            assert not re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE), word


def test_places_tell_terms_apart_in_any_script() -> None:
    assert place_of("Type 1") == "type-1"
    assert place_of("We see it differently") == "we-see-it-differently"
    assert place_of("Žluťoučký kůň") != place_of("Žluťoučký vůl")


FAULTS = {
    # what is wrong: text that is there, what stands there instead, what the error says
    "an id twice": ('id = "effort"', 'id = "power"', "ids stand twice: power"),
    "a term twice": (
        'term = "Incentives"',
        'term = "Capabilities"',
        "terms: these ids stand twice",
    ),
    "an id in capitals": ('id = "incentives"', 'id = "Incentives"', "entries.2.id: "),
    "no meaning": ('meaning = "I: what', 'meaning = ""\nsaid = "I: what', "entries.2.meaning: "),
    "a link to no entry": ('more = ["plain-mean"]', 'more = ["mean"]', "no such entry: mean"),
    "a link to itself": ('more = ["plain-mean"]', 'more = ["index"]', "cannot lead to itself"),
    "a term that is forbidden": ('["dimension"]', '["Ballot"]', "is a term itself: Ballot"),
    "an example of nothing": (
        'term = "Issue"\n',
        'term = "Issue"\nexample = "1 = 1"\n',
        "an example stands beside what is computed",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_damage_is_told_with_its_key(tmp_path: Path, fault: str) -> None:
    folder = shutil.copytree(resource_folder(), tmp_path / "resources")
    file = folder / "glossary.toml"
    before, after, said = FAULTS[fault]
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        load_guidance(folder)
    assert str(caught.value).startswith("glossary.toml: ")
    assert said in str(caught.value)
