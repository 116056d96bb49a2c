"""The engine on rules made for the test, and the real rules on the published problems."""

from typing import Any, Protocol

import pytest
from pydantic import ValidationError

from spdesk.core.approach import (
    MOST_STYLE,
    Cause,
    Choice,
    Part,
    RatingTest,
    Recommendation,
    Rule,
    Situation,
    Statement,
    When,
    recommend,
)
from spdesk.core.performance import Lever, Performance
from spdesk.core.triage import Answers, Rules, Subtype, Verdict, assess

TYPE_2 = (Verdict.TYPE_2,)
TYPE_2_APPROACHES = {"adaptive", "leadership_clumsy", "system"}

# For each verdict the plans that do not fit, where the recipe is known and one team can do it.
MISFITS = {
    "type_1": {"long_consultation", "small_trials", "bring_people_together", "wait_and_see"},
    "type_2": {
        "decide_and_push",
        "new_rule_or_target",
        "project_plan",
        "bring_in_expert",
        "long_consultation",
        "wait_and_see",
    },
    "mixed": {
        "decide_and_push",
        "new_rule_or_target",
        "project_plan",
        "bring_in_expert",
        "long_consultation",
        "wait_and_see",
    },
    "crisis": {
        "new_rule_or_target",
        "project_plan",
        "long_consultation",
        "small_trials",
        "bring_people_together",
        "wait_and_see",
    },
}


class Book(Protocol):
    """What the fixture `book` gives."""

    styles: tuple[str, ...]
    plans: tuple[str, ...]
    approaches: tuple[dict[str, Any], ...]
    choices: tuple[Choice, ...]
    rules: tuple[Rule, ...]

    def recommend(self, situation: Situation) -> Recommendation: ...


def rule(part: Part, text: str, **rest: Any) -> Rule:
    return Rule(part=part, text=text, source="a source", **rest)


def small(situation: Situation, *rules: Rule) -> Recommendation:
    choices = (
        Choice(approach="special", when=When(verdict=TYPE_2, ratings=(at_least("a", 3),))),
        Choice(approach="usual", when=When(verdict=TYPE_2)),
        Choice(approach="never", when=When(verdict=TYPE_2)),
    )
    recommendation = recommend(situation, choices, rules, ("first", "second"))
    assert recommendation is not None
    return recommendation


def at_least(criterion: str, rating: int) -> RatingTest:
    return RatingTest(criterion=criterion, at_least=rating)


# --- The engine -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ratings", "approach"),
    [({"a": 3}, "special"), ({"a": 2}, "usual"), ({"a": None}, "usual"), ({}, "usual")],
)
def test_the_first_choice_that_holds_wins(ratings: dict[str, int | None], approach: str) -> None:
    assert small(Situation(Verdict.TYPE_2, ratings=ratings)).approach == approach


def test_without_a_choice_there_is_no_recommendation(book: Book) -> None:
    situation = Situation(Verdict.INSUFFICIENT)
    assert recommend(situation, book.choices, book.rules, book.styles) is None
    assert recommend(situation, (), (), ()) is None


def test_a_statement_names_everything_that_made_it_hold() -> None:
    when = When(
        verdict=TYPE_2,
        plan=("push",),
        lowest=(Lever.INCENTIVES, Lever.RELATIONSHIPS),
        ratings=(at_least("a", 2), RatingTest(criterion="b", at_most=1)),
    )
    told = small(
        Situation(Verdict.TYPE_2, None, {"a": 4, "b": 0}, Performance(5, 6, 2), "push"),
        rule(Part.MISMATCH, "That will not hold.", when=when),
    )
    assert told.of(Part.MISMATCH) == (
        Statement(
            "That will not hold.",
            "a source",
            (
                Cause("verdict", "type_2"),
                Cause("plan", "push"),
                Cause("lever", "relationships"),
                Cause("criterion", "a", 4),
                Cause("criterion", "b", 0),
            ),
        ),
    )


def test_a_subtype_is_a_cause_too() -> None:
    choices = (Choice(approach="usual", when=When()),)
    rules = (rule(Part.REASON, "It is routine.", when=When(subtype=(Subtype.SIMPLE,))),)
    simple = recommend(Situation(Verdict.TYPE_1, Subtype.SIMPLE), choices, rules, ())
    unknown = recommend(Situation(Verdict.TYPE_1), choices, rules, ())
    assert simple is not None
    assert unknown is not None
    assert simple.of(Part.REASON)[0].causes == (Cause("subtype", "simple"),)
    assert unknown.of(Part.REASON) == ()


def test_a_line_of_an_approach_alone_names_the_verdict_that_chose_it() -> None:
    told = small(
        Situation(Verdict.TYPE_2),
        rule(Part.AVOID, "A hero.", when=When(approach=("usual",))),
        rule(Part.AVOID, "Something else.", when=When(approach=("special",))),
        rule(Part.AVOID, "Anything at all."),
    )
    assert [line.text for line in told.of(Part.AVOID)] == ["A hero.", "Anything at all."]
    assert [line.causes for line in told.of(Part.AVOID)] == [(Cause("verdict", "type_2"),), ()]


@pytest.mark.parametrize("ratings", [{}, {"a": None}, {"a": 1}, {"a": 4}])
def test_an_answer_out_of_bounds_or_not_given_holds_nothing(
    ratings: dict[str, int | None],
) -> None:
    when = When(ratings=(RatingTest(criterion="a", at_least=2, at_most=3),))
    assert (
        small(Situation(Verdict.TYPE_2, ratings=ratings), rule(Part.REASON, "x", when=when)).of(
            Part.REASON
        )
        == ()
    )


def test_style_points_are_added_and_kept_on_their_scale() -> None:
    told = small(
        Situation(Verdict.TYPE_2),
        rule(Part.STYLE, "many must act", style="first", points=3),
        rule(Part.STYLE, "wishes differ", style="first", points=3),
        rule(Part.STYLE, "a little", style="second", points=1),
        rule(Part.STYLE, "it would come back", style="second", points=-4),
    )
    first, second = told.styles
    assert (first.style, first.points) == ("first", MOST_STYLE)
    assert [reason.text for reason in first.reasons] == ["many must act", "wishes differ"]
    assert (second.style, second.points) == ("second", 0)
    assert len(second.reasons) == 2
    assert Part.STYLE not in told.statements


def test_a_rule_with_an_unknown_field_or_verdict_is_refused() -> None:
    for wrong in ({"whenever": {}}, {"when": {"verdict": ["wicked"]}}, {"source": ""}):
        with pytest.raises(ValidationError):
            Rule.model_validate({"part": "avoid", "text": "x", "source": "y"} | wrong)


# --- The real rules ---------------------------------------------------------------------------


def situations(rules: Rules, cases: list[dict[str, Any]]) -> list[tuple[str, Situation]]:
    """The published problems, each with the scores of another lever lowest."""
    scores = [Performance(2, 5, 6), Performance(5, 2, 6), Performance(6, 5, 2)]
    pairs = []
    for number, case in enumerate(cases):
        reading = assess(rules, Answers(case["crisis_gate"], case["ratings"]))
        situation = Situation(
            reading.verdict, reading.subtype, case["ratings"], scores[number % 3], None
        )
        pairs.append((case["id"], situation))
    return pairs


def test_the_real_rules_name_only_what_exists(book: Book, rules: Rules) -> None:
    approaches = {approach["id"] for approach in book.approaches}
    conditions = [entry.when for entry in (*book.choices, *book.rules)]
    assert {choice.approach for choice in book.choices} == approaches
    for when in conditions:
        assert all(rules.has(test.criterion) for test in when.ratings)
        assert set(when.approach) <= approaches
        assert set(when.plan) <= set(book.plans)
    for entry in book.rules:
        assert (entry.style in book.styles) == (entry.part is Part.STYLE)
        assert entry.part is not Part.STYLE or len(entry.text) <= 60
    assert all(len(approach["headline"]) <= 75 for approach in book.approaches)


def test_every_published_problem_gets_a_whole_page(
    book: Book, rules: Rules, cases: list[dict[str, Any]]
) -> None:
    for case_id, situation in situations(rules, cases):
        told = book.recommend(situation)
        assert told.of(Part.MISMATCH) == (), case_id
        assert len(told.of(Part.FIRST_MOVE)) >= 3, case_id
        for part in set(Part) - {Part.STYLE, Part.MISMATCH}:
            assert told.of(part), (case_id, part)
            texts = [line.text for line in told.of(part)]
            assert len(set(texts)) == len(texts), (case_id, part)
        assert [share.style for share in told.styles] == list(book.styles)
        assert all(share.reasons for share in told.styles), case_id


def test_an_issue_overruled_without_any_answer_still_gets_a_page(book: Book) -> None:
    for verdict in ("crisis", "type_1", "mixed", "type_2"):
        told = book.recommend(Situation(Verdict(verdict)))
        assert told.of(Part.REASON), verdict
        assert len(told.of(Part.FIRST_MOVE)) >= 3, verdict
        assert all(share.reasons for share in told.styles), verdict


def test_every_line_has_a_source_and_says_what_caused_it(
    book: Book, rules: Rules, cases: list[dict[str, Any]]
) -> None:
    unconditional = {entry.text for entry in book.rules if entry.when == When()}
    for _, situation in situations(rules, cases):
        told = book.recommend(situation)
        lines = [line for part in Part for line in told.of(part)]
        lines += [reason for share in told.styles for reason in share.reasons]
        for line in lines:
            assert line.source
            assert line.causes or line.text in unconditional, line.text


def test_a_type_2_problem_is_never_left_to_a_commander_or_a_hero(
    book: Book, rules: Rules, cases: list[dict[str, Any]]
) -> None:
    wicked = [s for _, s in situations(rules, cases) if s.verdict is Verdict.TYPE_2]
    assert len(wicked) > 5
    for situation in wicked:
        told = book.recommend(situation)
        assert told.approach in TYPE_2_APPROACHES
        assert any("hero" in line.text.lower() for line in told.of(Part.AVOID))
        points = {share.style: share.points for share in told.styles}
        assert points["directive"] == 0
        assert points["pacesetting"] <= 1
        assert points["participative"] >= 3


@pytest.mark.parametrize("verdict", sorted(MISFITS))
def test_a_plan_that_does_not_fit_is_told_once_and_one_that_fits_is_not(
    book: Book, verdict: str
) -> None:
    ratings = {"solution_known": 0, "many_actors": 0} if verdict == "type_1" else {}
    told = {
        plan: len(
            book.recommend(Situation(Verdict(verdict), ratings=ratings, plan=plan)).of(
                Part.MISMATCH
            )
        )
        for plan in book.plans
    }
    assert told == {plan: int(plan in MISFITS[verdict]) for plan in book.plans}


def test_trying_small_fits_a_type_1_problem_whose_answer_is_not_known(book: Book) -> None:
    unknown = Situation(Verdict.TYPE_1, ratings={"solution_known": 3}, plan="small_trials")
    assert book.recommend(unknown).of(Part.MISMATCH) == ()


@pytest.mark.parametrize("lever", list(Lever))
def test_the_lowest_lever_is_the_one_to_start_on(book: Book, lever: Lever) -> None:
    scores = Performance(6, 6, 6).with_score(lever, 2)
    for verdict in (Verdict.TYPE_1, Verdict.TYPE_2, Verdict.MIXED):
        lines = book.recommend(Situation(verdict, scores=scores)).of(Part.WEAKEST)
        assert lines
        assert all(Cause("lever", str(lever)) in line.causes for line in lines)
    assert book.recommend(Situation(Verdict.TYPE_1)).of(Part.WEAKEST) == ()
