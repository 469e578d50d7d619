"""Texts of customers: one that asks for a call becomes a promise, any other is kept with the case and answered so.

Each message is answered once. Nobody is promised to by a text what a call would not promise: the gate is asked, and a
number that has never called us is nobody's yet, since whoever sends a text can write any number into it.
"""

from callbacks.limits.dial_gate import may_text
from callbacks.promising.moving import move_callback
from callbacks.promising.other_times import an_hour_later
from callbacks.promising.replied import told_by_reply
from callbacks.promising.requests import cancel_callback, request_callback
from callbacks.telling.notice_words import window_in_words
from callbacks.telling.texting import sender
from callbacks.wishes import CallbackRefused, CallbackWish
from ivr.speech import Phrase, phrase
from ivr.text import clean_text
from ivr.text_words import Ask, TextAsk, read_text
from ivr.turn import Turn
from ticket_store.callbacks import WAITS, callback_by_id
from ticket_store.calls import write_event
from ticket_store.customers import Known, customer_for
from ticket_store.line import Did
from ticket_store.recognised import promises_open
from ticket_store.rows import Callback
from ticket_store.text_messages import keep_text
from ticket_store.tickets import ticket_for

_LONGEST = 1600  # letters that the carrier takes in one text


def answer_customer(turn: Turn, number: str) -> str:
    """What we write back to this number; empty where nothing is to be said."""
    known = customer_for(turn.tx, number, turn.now)
    if known.blocked or number in turn.line.dids:
        return ""
    asked = read_text(turn.hook["Body"])
    if asked is not None and asked.what is Ask.CALL:
        said = _promise(turn, number, known, asked)
    elif asked is not None:
        said = _change(turn, number, known, asked)
    else:
        said = _keep(turn, number, known)
    return said if may_text(turn.line, number) else ""


def _promise(turn: Turn, number: str, known: Known, asked: TextAsk) -> str:
    language = _language(turn, known, asked)
    wish = CallbackWish(
        customer_number=number,
        department_key=_department(turn),
        language=language,
        asked_through="text",
        customer_id=known.id,
        verified=False,  # the gate looks whether it has ever called us
    )
    made = request_callback(turn.tx, turn.line, wish, turn.now)
    if isinstance(made, CallbackRefused):
        return _say(turn, language, Phrase.TEXT_REFUSED, number=sender(turn.line))
    return _say_promise(turn, language, made.callback_id)


def _change(turn: Turn, number: str, known: Known, asked: TextAsk) -> str:
    """Put off the nearest promise, or cancel them all. To the carrier's own word the carrier answers."""
    language = _language(turn, known, asked)
    open_ones = [one for one in promises_open(turn.tx.db, number) if one.status in WAITS]  # no talk is cut
    if asked.what is Ask.LATER and open_ones:
        return _put_off(turn, language, open_ones[0])
    if asked.what is not Ask.LATER:
        for one in open_ones:
            cancel_callback(turn.tx, one.id, turn.now, actor="customer")
            told_by_reply(turn.tx, one.id, turn.now)
    if asked.what is Ask.STOP:
        return ""
    return _say(turn, language, Phrase.TEXT_CANCELLED if open_ones else Phrase.TEXT_NOTHING_OPEN)


def _put_off(turn: Turn, language: str, promised: Callback) -> str:
    """An hour later than it was promised."""
    wanted = an_hour_later(max(promised.promised_from, turn.now))
    move_callback(turn.tx, turn.line, promised.id, wanted, turn.now, actor="customer")
    return _say_promise(turn, language, promised.id)


def _keep(turn: Turn, number: str, known: Known) -> str:
    """For a person to read, with the case. Answered once a day: a talk with a machine helps nobody."""
    body = clean_text(turn.hook["Body"], _LONGEST)
    if not body:
        return ""
    case = ticket_for(turn.tx, known.id, _department(turn), turn.now)
    sid = turn.hook["MessageSid"]
    keep_text(turn.tx, sid=sid, ticket_id=case.id, number=number, body=body, now=turn.now)
    language = _language(turn, known, None)
    today = turn.tongue(language).local(turn.now).date()
    is_first = write_event(turn.tx, "text-kept", f"{number}:text-kept:{today}", turn.now)
    return _say(turn, language, Phrase.TEXT_KEPT) if is_first else ""


def _say_promise(turn: Turn, language: str, callback_id: str) -> str:
    """The promise and the words that change it; the notice of it would say the same once more."""
    told_by_reply(turn.tx, callback_id, turn.now)
    found = callback_by_id(turn.tx, callback_id)
    if found is None:
        return ""
    window = window_in_words(
        found.promised_from, found.promised_until, turn.now, turn.line.shop.timezone, language
    )
    return _say(turn, language, Phrase.TEXT_PROMISED, window=window)


def _say(turn: Turn, language: str, sentence: Phrase, **values: str) -> str:
    return phrase((language, *turn.line.shop.languages), sentence, shop=turn.line.shop.name, **values)


def _did(turn: Turn) -> Did | None:
    return turn.line.dids.get(turn.hook["To"].strip())


def _department(turn: Turn) -> str:
    """That of the number which they wrote to, else the one that looks after whoever no menu leads anywhere."""
    did = _did(turn)
    return (did and did.department_key) or turn.default_department


def _language(turn: Turn, known: Known, asked: TextAsk | None) -> str:
    """That of their word; else the one they chose once; else the number's."""
    did = _did(turn)
    wanted = (asked and asked.language, known.language, did and did.language)
    spoken = turn.line.shop.languages
    return next((one for one in wanted if one in spoken), spoken[0])
