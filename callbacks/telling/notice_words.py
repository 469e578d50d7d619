"""What customers read about a promise, as a text or a mail, in four languages. Pure.

Texts keep their diacritics although Polish and Czech ones cost segments (70 letters in one, not 160): words without
them look like a fraud, and a reader for the blind mispronounces them. So the words are few, two segments with a
shop's name and address of usual length. The date stands beside "today", since a text may arrive tomorrow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import ceil
from zoneinfo import ZoneInfo

from ticket_store.line import nearest

LINK = "{link}"  # stands in an errand for the address, which only the worker knows


class Notice(StrEnum):
    """What a customer is told."""

    PROMISED = "promised"
    MOVED = "moved"
    CANCELLED = "cancelled"
    MISSED = "missed"  # we rang in vain, and ring again
    GAVE_UP = "gave_up"  # we rang in vain, and ring no more


@dataclass(frozen=True)
class Facts:
    """What the words are made of. `number` is the shop's, for ringing us; times are aware, `zone` the shop's."""

    shop: str
    number: str
    start: datetime
    end: datetime
    now: datetime
    zone: str


TEXTS: Mapping[str, Mapping[Notice, str]] = {
    "pl": {
        Notice.PROMISED: "{shop}: oddzwonimy {window}. Zmiana lub rezygnacja: {link}",
        Notice.MOVED: "{shop}: nowy termin, oddzwonimy {window}. Zmiana: {link}",
        Notice.CANCELLED: "{shop}: rozmowa odwołana, nie zadzwonimy. Nowy termin: {link}",
        Notice.MISSED: "{shop}: brak odpowiedzi. Zadzwonimy ponownie {window}. Zmiana: {link}",
        Notice.GAVE_UP: "{shop}: brak odpowiedzi na nasze telefony. Kontakt: {number}. Nowy termin: {link}",
    },
    "en": {
        Notice.PROMISED: "{shop}: we ring you back {window}. Move or cancel: {link}",
        Notice.MOVED: "{shop}: new time, we ring you back {window}. Move or cancel: {link}",
        Notice.CANCELLED: "{shop}: our call is cancelled, we do not ring. New time: {link}",
        Notice.MISSED: "{shop}: we tried to reach you. We ring again {window}. Move or cancel: {link}",
        Notice.GAVE_UP: "{shop}: we could not reach you. Ring us on {number} or choose a time: {link}",
    },
    "cs": {
        Notice.PROMISED: "{shop}: zavoláme vám {window}. Změna: {link}",
        Notice.MOVED: "{shop}: nový termín hovoru {window}. Změna: {link}",
        Notice.CANCELLED: "{shop}: hovor je zrušen, nezavoláme vám. Nový termín: {link}",
        Notice.MISSED: "{shop}: nedovolali jsme se, znovu {window}: {link}",
        Notice.GAVE_UP: "{shop}: nedovolali jsme se. Volejte {number}, termín: {link}",
    },
    "fi": {
        Notice.PROMISED: "{shop}: soitamme sinulle {window}. Muuta tai peru: {link}",
        Notice.MOVED: "{shop}: uusi aika, soitamme sinulle {window}. Muuta tai peru: {link}",
        Notice.CANCELLED: "{shop}: soitto on peruttu, emme soita sinulle. Uusi aika: {link}",
        Notice.MISSED: "{shop}: emme tavoittaneet sinua. Soitamme uudelleen {window}. Muuta tai peru: {link}",
        Notice.GAVE_UP: "{shop}: emme tavoittaneet sinua. Soita meille: {number} tai valitse aika: {link}",
    },
}
SUBJECTS: Mapping[str, Mapping[Notice, str]] = {
    "pl": {
        Notice.PROMISED: "{shop}: oddzwonimy {window}",
        Notice.MOVED: "{shop}: nowy termin, oddzwonimy {window}",
        Notice.CANCELLED: "{shop}: rozmowa odwołana",
        Notice.MISSED: "{shop}: nie dodzwoniliśmy się, spróbujemy {window}",
        Notice.GAVE_UP: "{shop}: nie dodzwoniliśmy się",
    },
    "en": {
        Notice.PROMISED: "{shop}: we ring you back {window}",
        Notice.MOVED: "{shop}: new time, we ring you back {window}",
        Notice.CANCELLED: "{shop}: our call is cancelled",
        Notice.MISSED: "{shop}: we tried to reach you, we ring again {window}",
        Notice.GAVE_UP: "{shop}: we could not reach you",
    },
    "cs": {
        Notice.PROMISED: "{shop}: zavoláme vám {window}",
        Notice.MOVED: "{shop}: nový termín, zavoláme vám {window}",
        Notice.CANCELLED: "{shop}: hovor je zrušen",
        Notice.MISSED: "{shop}: nedovolali jsme se, zkusíme to znovu {window}",
        Notice.GAVE_UP: "{shop}: nedovolali jsme se",
    },
    "fi": {
        Notice.PROMISED: "{shop}: soitamme sinulle {window}",
        Notice.MOVED: "{shop}: uusi aika, soitamme sinulle {window}",
        Notice.CANCELLED: "{shop}: soitto on peruttu",
        Notice.MISSED: "{shop}: emme tavoittaneet sinua, soitamme uudelleen {window}",
        Notice.GAVE_UP: "{shop}: emme tavoittaneet sinua",
    },
}
# What a mail says below the sentence of the text: there is room for it.
_MAIL_ENDS: Mapping[str, str] = {
    "pl": "Mogą Państwo też do nas zadzwonić: {number}.\nTę wiadomość wysłał automat.",
    "en": "You can also ring us: {number}.\nThis message was sent by a machine.",
    "cs": "Můžete nám také zavolat: {number}.\nTuto zprávu poslal automat.",
    "fi": "Voit myös soittaa meille: {number}.\nTämä viesti lähetettiin automaattisesti.",
}
_DAYS: Mapping[str, tuple[str, str]] = {
    "pl": ("dziś", "jutro"),
    "en": ("today", "tomorrow"),
    "cs": ("dnes", "zítra"),
    "fi": ("tänään", "huomenna"),
}
_WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "pl": ("w pon.", "we wt.", "w śr.", "w czw.", "w pt.", "w sob.", "w nd."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "cs": ("v po", "v út", "ve st", "ve čt", "v pá", "v so", "v ne"),
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def text_of(what: Notice, facts: Facts, languages: Sequence[str], link: str = LINK) -> str:
    """The text, in the first of these languages that has the words."""
    language = _spoken(languages)
    return _filled(TEXTS[language][what], facts, language, link)


def mail_of(what: Notice, facts: Facts, languages: Sequence[str], link: str = LINK) -> tuple[str, str]:
    """Subject and body of a mail.

    Nothing that the asker typed stands in it: the address is not proven, and a form must not send strangers what
    somebody wrote.
    """
    language = _spoken(languages)
    sentence = _filled(TEXTS[language][what], facts, language, f"\n{link}").replace(": \n", ":\n")
    ending = _filled(_MAIL_ENDS[language], facts, language, link)
    return _filled(SUBJECTS[language][what], facts, language, link), f"{sentence}\n\n{ending}\n"


def window_in_words(start: datetime, end: datetime, now: datetime, zone: str, language: str) -> str:
    """ "today 22 Nov, 14:30-15:00", as the language writes it; a window over midnight names both days."""
    here = ZoneInfo(zone)
    first, last, today = start.astimezone(here), end.astimezone(here), now.astimezone(here).date()
    from_day, begins, ends = (
        _day(first.date(), today, language),
        _clock(first, language),
        _clock(last, language),
    )
    at = "klo " if language == "fi" else ""
    comma = "," if language in {"en", "pl"} else ""
    if first.date() == last.date():
        return f"{from_day}{comma} {at}{begins}-{ends}"
    return f"{from_day}{comma} {at}{begins} - {_day(last.date(), today, language)}{comma} {at}{ends}"


def segments(text: str) -> int:
    """How many messages the carrier sends for this text, and bills.

    Source: 3GPP TS 23.038: 160 letters of the GSM-7 alphabet or 70 of UCS-2; in a chain of several 153 or 67.
    """
    if all(letter in _GSM_7 or letter in _GSM_7_LONG for letter in text):
        length, alone, chained = len(text) + sum(letter in _GSM_7_LONG for letter in text), 160, 153
    else:
        length, alone, chained = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= alone else ceil(length / chained)


def _filled(words: str, facts: Facts, language: str, link: str) -> str:
    window = window_in_words(facts.start, facts.end, facts.now, facts.zone, language)
    return words.format(shop=facts.shop, number=facts.number, window=window, link=link)


def _spoken(languages: Sequence[str]) -> str:
    return nearest({one: one for one in TEXTS}, (*languages, "en"))


def _day(day: date, today: date, language: str) -> str:
    away = (day - today).days
    name = _DAYS[language][away] if away in {0, 1} else _WEEKDAYS[language][day.weekday()]
    match language:
        case "en":
            return f"{name} {day.day} {_MONTHS[day.month - 1]}"
        case "pl":
            return f"{name} {day.day}.{day.month:02}"
        case _:
            return f"{name} {day.day}.{day.month}."


def _clock(at: datetime, language: str) -> str:
    return f"{at:%-H.%M}" if language == "fi" else f"{at:%-H:%M}"


_GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_7_LONG = frozenset("^{}\\[~]|€\f")  # two places each
