"""How Polish counts, and names days, times and waits. Its sentences are in `polish_sentences`."""

# ruff: noqa: PLR2004 - the grammar of numbers is made of such numbers: teens, tens, noon

from datetime import time

from ivr.speech.language import Language, Voice
from ivr.speech.phrases import Noun
from ivr.speech.polish_sentences import PHRASES

WEEKDAYS = (*("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę"),)
MONTHS = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
    *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
)
NOUNS = {
    Noun.MINUTE: ("minuta", "minuty", "minut"),
    Noun.HOUR: ("godzina", "godziny", "godzin"),
    Noun.DAY: ("dzień", "dni", "dni"),
    Noun.PERSON: ("osoba", "osoby", "osób"),
    Noun.CALL: ("rozmowa", "rozmowy", "rozmów"),
}

# Numerals as words, each in the one case that a sentence above needs; index 0 is 0.
CARDINALS = (
    *("zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć"),
    *("jedenaście", "dwanaście", "trzynaście", "czternaście", "piętnaście", "szesnaście", "siedemnaście"),
    *("osiemnaście", "dziewiętnaście"),
)
TENS = ("", "", "dwadzieścia", "trzydzieści", "czterdzieści", "pięćdziesiąt")
GENITIVES = (
    *("zera", "jednej", "dwóch", "trzech", "czterech", "pięciu", "sześciu", "siedmiu", "ośmiu", "dziewięciu"),
    *("dziesięciu", "jedenastu", "dwunastu", "trzynastu", "czternastu", "piętnastu", "szesnastu"),
    *("siedemnastu", "osiemnastu", "dziewiętnastu"),
)
GENITIVE_TENS = (
    *("", "", "dwudziestu", "trzydziestu", "czterdziestu", "pięćdziesięciu", "sześćdziesięciu"),
    *("siedemdziesięciu", "osiemdziesięciu", "dziewięćdziesięciu"),
)
# Stems of ordinals: "ósm" + "ej" is "of eight o'clock", + "ą" "with eight o'clock", + "ego" "on the eighth".
ORDINAL_STEMS = (
    *(
        "zerow",
        "pierwsz",
        "drugi",
        "trzeci",
        "czwart",
        "piąt",
        "szóst",
        "siódm",
        "ósm",
        "dziewiąt",
        "dziesiąt",
    ),
    *("jedenast", "dwunast", "trzynast", "czternast", "piętnast", "szesnast", "siedemnast", "osiemnast"),
    *("dziewiętnast", "dwudziest"),
)


def _date(day: int, month: int) -> str:
    return f"{_ordinal(day, 'ego')} {MONTHS[month - 1]}"


def _ordinal(n: int, ending: str) -> str:
    """The ordinal of 0..39 with the ending of its case; both words of a compound take it."""
    if n > 20:
        return f"{'trzydziest' if n >= 30 else 'dwudziest'}{ending}" + (
            f" {_ordinal(n % 10, ending)}" if n % 10 else ""
        )
    # "drugi" keeps its i only before e; "trzeci" before every vowel.
    stem = "drug" if n == 2 and not ending.startswith("e") else ORDINAL_STEMS[n]
    return stem + ending


def _clock(at: time, ending: str, midnight: str) -> str:
    """The time with its hour as an ordinal in the case of the ending: "ósmej trzydzieści"."""
    if (at.hour, at.minute) == (0, 0):
        return midnight
    hour = _ordinal(at.hour, ending)
    return f"{hour} {_minutes(at.minute)}" if at.minute else hour


def _minutes(n: int) -> str:
    if n < 10:
        return f"zero {CARDINALS[n]}"
    if n < 20:
        return CARDINALS[n]
    return f"{TENS[n // 10]} {CARDINALS[n % 10]}" if n % 10 else TENS[n // 10]


def _genitive(n: int) -> str:
    """The cardinal 1..99 in the genitive, feminine as minutes are."""
    if n < 20:
        return GENITIVES[n]
    unit = "jeden" if n % 10 == 1 else GENITIVES[n % 10]
    return f"{GENITIVE_TENS[n // 10]} {unit}" if n % 10 else GENITIVE_TENS[n // 10]


def _opening(day: str, opens: time) -> str:
    return f"{day} od {_clock(opens, 'ej', 'północy')}"


def _window(day: str, start: time, end: time) -> str:
    return f"{day} między {_clock(start, 'ą', 'północą')} a {_clock(end, 'ą', 'północą')}"


def _long_window(first_day: str, start: time, last_day: str, end: time) -> str:
    earliest, latest = _clock(start, "ej", "północy"), _clock(end, "ej", "północy")
    return f"najwcześniej {first_day} o {earliest}, najpóźniej {last_day} o {latest}"


def _after(at: time) -> str:
    return f"po {_clock(at, 'ej', 'północy')}"


def _count(noun: Noun, n: int) -> str:
    one, few, many = NOUNS[noun]
    if n == 1:
        return f"{n} {one}"
    return f"{n} {few if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else many}"


def _wait(low: int, high: int) -> str:
    match low, high:
        case 0, 1:
            return "mniej niż minuta"
        case 0, _:
            return f"do {_genitive(high)} minut"
        case 1, 1:
            return "około minuty"
        case _ if low == high:
            return f"około {_genitive(high)} minut"
        case _:
            return f"od {_genitive(low)} do {_genitive(high)} minut"


def _long_wait(low: int) -> str:
    return f"co najmniej {_count(Noun.MINUTE, low)}" if low < 60 else "ponad godzina"


POLISH = Language(
    code="pl",
    voice=Voice("pl-PL", "Polly.Ola-Neural"),
    calling_code=48,
    plus="plus",
    keys={"*": "gwiazdkę", "#": "krzyżyk"},
    phrases=PHRASES,
    today="dziś",
    tomorrow="jutro",
    yesterday="wczoraj",
    weekdays=WEEKDAYS,
    date=_date,
    opening=_opening,
    window=_window,
    long_window=_long_window,
    after=_after,
    wait=_wait,
    long_wait=_long_wait,
    count=_count,
)
