"""Every text of the pages that is translated, found in the code as gettext's own tools find them."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

ADMIN = Path(__file__).parents[2] / "admin"
METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2)}

Text = str | tuple[str, ...]


def texts() -> Iterator[tuple[Text, str]]:
    """Each text, or singular and plural, with the file that says it."""
    found = extract_from_dir(str(ADMIN), METHODS, keywords=KEYWORDS)
    for file, _line, text, _comments, _context in found:
        yield text, file
