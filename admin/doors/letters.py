"""The mails with a link to a new password: words in, a letter out."""

from datetime import datetime
from zoneinfo import ZoneInfo

from admin.languages import LANGUAGES, N_, SOURCE, translations
from callbacks.telling.notice_words import LINK
from ticket_store.doors.door_links import LinkKind

_SUBJECT = {
    LinkKind.INVITATION: N_("%(shop)s: your access to the hotline"),
    LinkKind.RESET: N_("%(shop)s: a new password"),
}
_TEXT = {
    LinkKind.INVITATION: N_(
        "Hello %(name)s,\n\n%(shop)s has given you access to its hotline. Choose your password here:\n\n"
        "%(link)s\n\nThe link works once, until %(until)s."
    ),
    LinkKind.RESET: N_(
        "Hello %(name)s,\n\nchoose a new password for the hotline of %(shop)s here:\n\n%(link)s\n\n"
        "The link works once, until %(until)s. If nobody asked for it, do nothing: your password stays."
    ),
}


def language_for(languages: tuple[str, ...], shop_languages: tuple[str, ...]) -> str:
    """The first language of theirs, then of the shop's, that we write in."""
    return next((one for one in (*languages, *shop_languages) if one in LANGUAGES), SOURCE)


def letter(
    kind: LinkKind, language: str, *, name: str, shop: str, until: datetime, zone: str
) -> tuple[str, str]:
    """Subject and text, with a place for the link."""
    say = translations(language).gettext
    there = until.astimezone(ZoneInfo(zone))
    values = {"name": name, "shop": shop, "link": LINK, "until": f"{there:%Y-%m-%d %H:%M}"}
    return say(_SUBJECT[kind]) % values, say(_TEXT[kind]) % values
