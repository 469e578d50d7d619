"""The mail to whoever is in charge of a case whose callback ended without a talk. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from callbacks.telling.notice_words import LINK, Facts, window_in_words
from ticket_store.line import Words, nearest


@dataclass(frozen=True)
class Failed:
    """A callback that is over without a talk. `reason` is as stored; name and matter are what the customer wrote."""

    number: str
    name: str | None
    department: Words
    facts: Facts
    attempts: int
    reason: str
    ticket_number: int | None
    matter: str | None


_SUBJECT: Mapping[str, str] = {
    "pl": "{shop}: nie oddzwoniono do {number}",
    "en": "{shop}: {number} was not rung back",
    "cs": "{shop}: na {number} se nikdo nedovolal",
    "fi": "{shop}: numeroon {number} ei saatu yhteyttä",
}
_ROWS: Mapping[str, Mapping[str, str]] = {
    "pl": {
        "head": "Prośba o telefon zakończyła się bez rozmowy.",
        "customer": "Klient",
        "department": "Dział",
        "promised": "Obiecano",
        "attempts": "Próby",
        "reason": "Powód",
        "case": "Sprawa",
        "matter": "Temat",
        "foot": "Proszę zdecydować, co dalej:",
    },
    "en": {
        "head": "A callback has ended without a talk.",
        "customer": "Customer",
        "department": "Department",
        "promised": "Promised",
        "attempts": "Attempts",
        "reason": "Reason",
        "case": "Case",
        "matter": "Matter",
        "foot": "Decide what comes next:",
    },
    "cs": {
        "head": "Žádost o zavolání skončila bez hovoru.",
        "customer": "Zákazník",
        "department": "Oddělení",
        "promised": "Slíbeno",
        "attempts": "Pokusy",
        "reason": "Důvod",
        "case": "Případ",
        "matter": "Věc",
        "foot": "Rozhodněte, co dál:",
    },
    "fi": {
        "head": "Takaisinsoitto päättyi ilman puhelua.",
        "customer": "Asiakas",
        "department": "Osasto",
        "promised": "Luvattu",
        "attempts": "Yritykset",
        "reason": "Syy",
        "case": "Tapaus",
        "matter": "Asia",
        "foot": "Päätä, miten jatketaan:",
    },
}
_REASONS: Mapping[str, Mapping[str, str]] = {
    "pl": {
        "busy": "zajęte",
        "no_answer": "nikt nie odebrał",
        "machine": "automatyczna sekretarka",
        "failed": "połączenie się nie udało",
        "invalid": "nie ma takiego numeru",
    },
    "en": {
        "busy": "busy",
        "no_answer": "no answer",
        "machine": "answering machine",
        "failed": "the call failed",
        "invalid": "there is no such number",
    },
    "cs": {
        "busy": "obsazeno",
        "no_answer": "nikdo nezvedl",
        "machine": "záznamník",
        "failed": "spojení se nezdařilo",
        "invalid": "takové číslo není",
    },
    "fi": {
        "busy": "varattu",
        "no_answer": "ei vastattu",
        "machine": "vastaaja",
        "failed": "yhteys epäonnistui",
        "invalid": "numeroa ei ole",
    },
}


def failed_mail(failed: Failed, languages: Sequence[str], link: str = LINK) -> tuple[str, str]:
    """Subject and body, in the first of these languages that has the words; what is not known is left out."""
    language = nearest({one: one for one in _ROWS}, (*languages, "en"))
    facts, words = failed.facts, _ROWS[language]
    rows = {
        "customer": " · ".join(filter(None, (failed.number, failed.name))),
        "department": nearest(failed.department, languages),
        "promised": window_in_words(facts.start, facts.end, facts.now, facts.zone, language),
        "attempts": str(failed.attempts),
        "reason": _REASONS[language].get(failed.reason, failed.reason.replace("_", " ")),
        "case": str(failed.ticket_number or ""),
        "matter": failed.matter or "",
    }
    told = "\n".join(f"{words[row]}: {value}" for row, value in rows.items() if value)
    subject = _SUBJECT[language].format(shop=facts.shop, number=failed.number)
    return subject, f"{words['head']}\n\n{told}\n\n{words['foot']}\n{link}\n"
