"""The languages of the pages. English is written in the code; the others are gettext catalogues.

The `.po` files are read once at the start, without a compile step: what a translator saved is what is shown.
"""

from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import g

LANGUAGES: Mapping[str, str] = {"pl": "Polski", "en": "English", "cs": "Čeština", "fi": "Suomi"}
SOURCE = "en"
CATALOGUES = Path(__file__).parent / "translations"


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of one language; for English, and for a language we do not have, the words as written."""
    if language == SOURCE or language not in LANGUAGES:
        return NullTranslations()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def here() -> str:
    """The language of the present request."""
    return str(g.get("language", SOURCE))


def gettext(text: str) -> str:
    return translations(here()).gettext(text)


def ngettext(singular: str, plural: str, count: int) -> str:
    return translations(here()).ngettext(singular, plural, count)


def N_(text: str) -> str:  # noqa: N802 - the name that every gettext tool looks for
    """Mark a text for the catalogues; it is translated where it is shown."""
    return text
