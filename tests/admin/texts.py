"""Every text of the pages that is translated, found in the code as gettext's own tools find them."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

HOUSE = Path(__file__).parents[2]
ADMIN = HOUSE / "admin"
RULES = HOUSE / "call_routing"  # a rule may give a sentence, which the pages say in their language
METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "sentence": None}

Text = str | tuple[str, ...]


def texts() -> Iterator[tuple[Text, str]]:
    """Each text, or singular and plural, with the file that says it."""
    for folder in (ADMIN, RULES):
        found = extract_from_dir(str(folder), METHODS, keywords=KEYWORDS)
        for file, _line, text, _comments, _context in found:
            yield text, file
