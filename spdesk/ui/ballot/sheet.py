"""What one person has said so far. A new one for each person; nothing of it outlives the ballot."""

from collections.abc import Sequence

from spdesk.workbook.rounds import Ballot, BallotAnswer


class Sheet:
    """The answers of one person, before they are handed in."""

    def __init__(self, questions: Sequence[str]) -> None:
        self._questions = tuple(questions)
        self._ratings: dict[str, float | None] = {}
        self.role = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been said yet."""
        return not self._ratings and not self.role

    @property
    def answered(self) -> int:
        """How many questions have a number."""
        return sum(rating is not None for rating in self._ratings.values())

    @property
    def abstained(self) -> int:
        """To how many questions the person said that they can't say."""
        return len(self._ratings) - self.answered

    @property
    def left_out(self) -> tuple[int, ...]:
        """The places, from 0, of the questions that have no answer of either kind."""
        return tuple(p for p, q in enumerate(self._questions) if q not in self._ratings)

    def has(self, question: str) -> bool:
        """Whether the question has been answered, with a number or with "can't say"."""
        return question in self._ratings

    def rating(self, question: str) -> float | None:
        """The number given to a question; None for "can't say" and for no answer."""
        return self._ratings.get(question)

    def answer(self, question: str, rating: float | None) -> None:
        """Note an answer; None is "can't say"."""
        self._ratings[question] = rating

    def ballot(self) -> Ballot:
        """The ballot as it goes into the box. What was left out stays missing."""
        answers = [BallotAnswer(question=q, rating=r) for q, r in self._ratings.items()]
        return Ballot(answers=tuple(answers), role=self.role)
