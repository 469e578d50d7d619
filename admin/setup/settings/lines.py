"""The lines that were: as lines again, and back to one of them."""

from functools import lru_cache

from admin.setup.changing import Change
from admin.shop_file.reading import read_shop_file
from admin.shop_file.typed import kept_apart
from ticket_store.line import Line


class NoLineError(ValueError):
    """The text is no shop file. Those that are kept were written by us, so one that is not was tampered with."""


@lru_cache(maxsize=64)  # a page of the history compares each with its neighbour
def line_of_text(text: str) -> Line:
    """Raises: NoLineError."""
    read = read_shop_file(text).line
    if read is None:
        raise NoLineError("This kept line is no shop file any more. Choose another one.")
    return read


def back_to(text: str) -> Change:
    """The change that makes the line what this shop file says; what a person has closed by hand stays closed."""
    then = line_of_text(text)
    return lambda line: kept_apart(then, line)
