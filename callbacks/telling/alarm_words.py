"""The alarm as a text; what is said aloud stands with the phrases of the telephone door. Pure."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from ticket_store.line import Line, nearest

_NOBODY = {
    "pl": "{shop}: mamy otwarte, a nikogo nie ma na dyżurze. {since}",
    "en": "{shop}: we are open and nobody is on duty. {since}",
    "cs": "{shop}: máme otevřeno a nikdo nemá službu. {since}",
    "fi": "{shop}: olemme auki, mutta kukaan ei ole vuorossa. {since}",
}
_SINCE = {
    "pl": "{name} od {at}",
    "en": "{name} since {at}",
    "cs": "{name} od {at}",
    "fi": "{name} klo {at} alkaen",
}


def alarm_text(line: Line, missing: Mapping[str, datetime]) -> str:
    """Which departments are without anybody and since when, in the shop's language. `missing` maps a key to that."""
    languages = (*line.shop.languages, "en")
    zone = ZoneInfo(line.shop.timezone)
    since = [
        nearest(_SINCE, languages).format(
            name=nearest(line.departments[key].name, languages) or key,
            at=at.astimezone(zone).strftime("%H:%M"),
        )
        for key, at in missing.items()
    ]
    return nearest(_NOBODY, languages).format(shop=line.shop.name, since=", ".join(since) + ".")
