"""Texts to the shop's numbers: one from an agent's own phone may change the agent's status, a customer's may ask
for a call.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from call_routing.people.agent_status import AgentStatus, StatusReason, choose_status
from call_routing.people.pin_check import Locked, RightPin, WrongPin, check_pin, holders_at, is_agents_phone
from ivr.agent_line import locked_in_words
from ivr.caller_number import caller_number
from ivr.speech import Phrase, phrase
from ivr.status_words import status_in_words
from ivr.text_asks import answer_customer
from ivr.turn import Turn, Verbs
from ivr.twiml import Message
from ticket_store.answered_texts import answer_of_text, keep_answer_of_text
from ticket_store.pins_kept import PinHolder

# Without accents, as people type them; None asks for the present status.
_WORDS: dict[str, AgentStatus | None] = {
    **dict.fromkeys(
        ("available", "dostepny", "dostepna", "dostupny", "dostupna", "vapaana", "paikalla"),
        AgentStatus.AVAILABLE,
    ),
    **dict.fromkeys(("away", "break", "przerwa", "pauza", "prestavka", "tauolla", "tauko"), AgentStatus.AWAY),
    **dict.fromkeys(
        ("offline", "koniec", "niedostepny", "niedostepna", "konec", "poissa"), AgentStatus.OFFLINE
    ),
    **dict.fromkeys(("status", "stan", "stav", "tila"), None),
}
_COMMAND = re.compile(r"\s*([^\W\d_]+)[\s:,.-]*([0-9]{4,8})[\s.!]*")


@dataclass(frozen=True)
class StatusText:
    """What an agent wrote; `status` is None where only the present one is asked for."""

    status: AgentStatus | None
    pin: str


def read_status_text(body: str) -> StatusText | None:
    """A word for a status and a PIN, in any of our languages; None for every other text. Pure."""
    found = _COMMAND.fullmatch(body)
    if found is None:
        return None
    word = _plain(found[1])
    return StatusText(_WORDS[word], found[2]) if word in _WORDS else None


def hear_message(turn: Turn) -> Verbs:
    """A text: kept like every webhook, carried out and answered once for each message."""
    number = caller_number(turn.hook["From"])
    holders = holders_at(turn.tx, turn.line, number)
    wish = read_status_text(turn.hook["Body"]) if holders else None
    sid = turn.hook["MessageSid"]
    if not sid or number is None or (wish is None and is_agents_phone(turn.line, number)):
        return ()
    said = answer_of_text(turn.tx, sid)
    if said is None:
        said = _carry_out(turn, holders, wish) if wish is not None else answer_customer(turn, number)
        keep_answer_of_text(turn.tx, sid, said, turn.now)
    return (Message(said),) if said else ()


def _carry_out(turn: Turn, holders: Sequence[PinHolder], wish: StatusText) -> str:
    match check_pin(turn.tx, holders, wish.pin, turn.now):
        case WrongPin():
            return phrase(_languages(turn, holders[0]), Phrase.PIN_WRONG)
        case Locked(until):
            return locked_in_words(turn, _languages(turn, holders[0]), until)
        case RightPin(agent):
            return _take_on(turn, agent, wish.status)


def _take_on(turn: Turn, agent: PinHolder, status: AgentStatus | None) -> str:
    languages = _languages(turn, agent)
    if status is None:
        return status_in_words(languages, agent.chosen_status, agent.status_reason)
    choose_status(
        turn.tx,
        agent.id,
        status,
        turn.now,
        actor=agent.email,
        line=turn.line,
        reason=StatusReason.BY_TEXT,
    )
    return status_in_words(languages, status.value)


def _languages(turn: Turn, agent: PinHolder) -> tuple[str, ...]:
    return (*agent.languages, *turn.line.shop.languages)


def _plain(word: str) -> str:
    """Lower case, without accents."""
    letters = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
