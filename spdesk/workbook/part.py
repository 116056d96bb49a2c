"""What every part of the document is made of: frozen values whose unknown fields may be kept."""

from typing import Annotated, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    FailFast,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails

from spdesk.guidance.resource import require_unique

KEEP_UNKNOWN = {"unknown fields": "keep"}
"""The validation context for a file of a newer 1.x, whose unknown fields are kept."""

LONGEST_PASSAGE = 20_000
"""Characters in the longest free text."""

Item = TypeVar("Item")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Line = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\r\n]*$")]
Passage = Annotated[str, StringConstraints(max_length=LONGEST_PASSAGE)]
Rating = Annotated[int, Field(ge=0, le=4, strict=True)]
# The first thing that is wrong is told; a damaged file can hold a million more.
Series = Annotated[tuple[Item, ...], FailFast()]


def check_unique(where: str, ids: list[str]) -> None:
    """Raise ValueError when an id stands twice. Quick where none does: it is asked often."""
    if len(set(ids)) < len(ids):
        require_unique(where, ids)


class WorkbookPart(BaseModel):
    """A frozen part of the document; unknown fields are errors, except under KEEP_UNKNOWN.

    Those that were kept come after the known ones, and stay through edits.
    """

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    @model_validator(mode="after")
    def _check_unknown(self, info: ValidationInfo) -> Self:
        if self.model_extra and info.context is not KEEP_UNKNOWN:
            field, value = next(iter(self.model_extra.items()))
            detail = InitErrorDetails(type="extra_forbidden", loc=(field,), input=value)
            raise ValidationError.from_exception_data(type(self).__name__, [detail])
        return self

    @classmethod
    def made(cls, **fields: object) -> Self:
        """A new part, validated. Raises pydantic's ValidationError.

        Other parts in it keep their unknown fields; it gets none itself.
        """
        known = fields.keys() <= cls.model_fields.keys()
        return cls.model_validate(fields, context=KEEP_UNKNOWN if known else None)

    def replaced(self, **changes: object) -> Self:
        """A copy with some fields changed, validated (`model_copy` would not validate).

        Raises pydantic's ValidationError when a changed field breaks a rule of the model.
        """
        known = changes.keys() <= type(self).model_fields.keys()
        context = KEEP_UNKNOWN if known else None
        return type(self).model_validate({**dict(self), **changes}, context=context)
