"""What the approach page can say: the typed form of approach.toml."""

from typing import Self

from pydantic import Field, model_validator

from spdesk.core.approach import Choice, Part, Recommendation, Rule, Situation, recommend
from spdesk.guidance.resource import Id, Resource, Text, require_unique


class StyleText(Resource):
    """One of the six leadership styles."""

    id: Id
    name: Text
    summary: Text
    misuse: Text
    source: Text


class PlanText(Resource):
    """Something that people may have had in mind to do about an issue."""

    id: Id
    label: Text


class ApproachText(Resource):
    """A leadership approach in words."""

    id: Id
    name: Text
    headline: Text
    summary: Text
    misuse: tuple[Text, ...]
    sources: tuple[Text, ...] = Field(min_length=1)


class ApproachTexts(Resource):
    """The whole of approach.toml."""

    styles: tuple[StyleText, ...]
    plans: tuple[PlanText, ...]
    approaches: tuple[ApproachText, ...]
    choices: tuple[Choice, ...]
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _check(self) -> Self:
        for where, entries in (
            ("styles", self.styles),
            ("plans", self.plans),
            ("approaches", self.approaches),
        ):
            require_unique(where, [entry.id for entry in entries])
        approaches = {approach.id for approach in self.approaches}
        plans = {plan.id for plan in self.plans}
        styles = {style.id for style in self.styles}
        for number, choice in enumerate(self.choices):
            _require_known(f"choices.{number}.approach", {choice.approach}, approaches)
        for number, rule in enumerate(self.rules):
            _require_known(f"rules.{number}.when.approach", set(rule.when.approach), approaches)
            _require_known(f"rules.{number}.when.plan", set(rule.when.plan), plans)
            if (rule.part is Part.STYLE) != (rule.style is not None):
                raise ValueError(f"rules.{number}.style: is for the part style, and needed there")
            _require_known(f"rules.{number}.style", {rule.style} - {None}, styles)
        return self

    def approach(self, approach_id: str) -> ApproachText | None:
        """The approach with this id, or None for one of another version."""
        return next((a for a in self.approaches if a.id == approach_id), None)

    def plan(self, plan_id: str | None) -> PlanText | None:
        """The plan with this id, or None."""
        return next((p for p in self.plans if p.id == plan_id), None)

    def style(self, style_id: str) -> StyleText:
        """The style with this id. Raises KeyError when there is none."""
        for style in self.styles:
            if style.id == style_id:
                return style
        raise KeyError(style_id)

    def criteria_used(self) -> set[str]:
        """The ids of all criteria that a choice or a rule asks about."""
        whens = [choice.when for choice in self.choices] + [rule.when for rule in self.rules]
        return {test.criterion for when in whens for test in when.ratings}

    def recommend(self, situation: Situation) -> Recommendation | None:
        """The approach for a situation, or None when there is not enough to say."""
        return recommend(
            situation, self.choices, self.rules, tuple(style.id for style in self.styles)
        )


def _require_known(where: str, used: set[str] | set[str | None], known: set[str]) -> None:
    unknown = sorted(str(name) for name in used if name not in known)
    if unknown:
        raise ValueError(f"{where}: unknown: {', '.join(unknown)}")
