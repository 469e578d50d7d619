"""What one page of the reports says: the answer, the figures with their formulas, the chart, the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from admin.reports.cells import Table
from admin.words import Tone

Said = tuple[Tone, str]


@dataclass(frozen=True)
class Headline:
    """One figure in words with the sentence that says how it is counted."""

    name: str
    said: str
    formula: str
    tone: Tone = Tone.QUIET
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart under its heading."""

    heading: str
    drawn: Markup


@dataclass(frozen=True)
class Sheet:
    """A table under its heading; a sheet of its own in XLSX, where one that is too long for the page is alone."""

    heading: str
    table: Table
    on_page: bool = True


@dataclass(frozen=True)
class Report:
    """`answer` answers the page's question in a sentence or two, the first thing that is read.

    `empty`: there is nothing to show yet, and the page tells what will appear. `sheets` has at least one, the first
    is what CSV holds; `advice` are sentences beneath the answer, each with how much it wants to be seen. A reader
    who is in a hurry gets the answer alone.
    """

    answer: str
    tone: Tone
    empty: bool
    headlines: Sequence[Headline] = ()
    pictures: Sequence[Picture] = ()
    sheets: Sequence[Sheet] = ()
    advice: Sequence[Said] = ()
