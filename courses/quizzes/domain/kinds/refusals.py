"""Why an answer is not stored."""


class AnswerRefused(Exception):  # noqa: N818 - it reads as the sentence it carries
    """The answer was not stored; the sentence says why, the code is for programs."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
