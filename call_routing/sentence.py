"""A sentence as data: the English message and what fills it, so that each door can say it in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Sentence:
    """`message` is English, with places like %(name)s; a value that is a sentence is said in the same language."""

    message: str
    values: tuple[tuple[str, "str | int | Sentence"], ...] = ()

    def said(self, translate: Callable[[str], str] = str) -> str:
        """The whole sentence by `translate`; in English without one. A message without values has no places."""
        message = translate(self.message)
        if not self.values:
            return message
        return message % {
            name: one.said(translate) if isinstance(one, Sentence) else one for name, one in self.values
        }

    def __str__(self) -> str:
        return self.said()


def sentence(message: str, **values: str | int | Sentence) -> Sentence:
    """A sentence of the catalogues: what stands here as text is found by gettext's tools (keyword `sentence`)."""
    return Sentence(message, tuple(values.items()))
