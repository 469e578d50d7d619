"""The money of a day runs low: somebody of the shop is told once, before callbacks have to stop."""

import logging
from datetime import datetime

from callbacks.limits.dial_gate import DAY
from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.line import Line, nearest
from ticket_store.outbox import send
from ticket_store.spend import SPEND_ALARM, alarmed_since

log = logging.getLogger(__name__)

TOLD_AT = 0.8  # of the cap

_LOW = {
    "pl": "{shop}: oddzwanianie kosztowało już {spent:.2f} z {cap:.2f} EUR w ciągu 24 godzin. "
    "Po wyczerpaniu limitu nie oddzwaniamy do nikogo, aż zwolni się miejsce.",
    "en": "{shop}: calling customers back has cost {spent:.2f} of {cap:.2f} EUR in 24 hours. "
    "Once the limit is reached, nobody is called back until there is room again.",
    "cs": "{shop}: zpětná volání stála už {spent:.2f} z {cap:.2f} EUR za 24 hodin. "
    "Po vyčerpání limitu nikomu zpět nevoláme, dokud se neuvolní místo.",
    "fi": "{shop}: takaisinsoitot ovat maksaneet {spent:.2f} / {cap:.2f} EUR 24 tunnin aikana. "
    "Kun raja täyttyy, kenellekään ei soiteta takaisin ennen kuin tilaa on taas.",
}


def tell_of_spend(tx: Transaction, line: Line, spent: float, cap: float, now: datetime) -> bool:
    """Text the alarm number and write an audit row when `spent` cents reach four fifths of the cap, once in 24 hours.

    What talks under way may still cost counts as spent. Whether somebody was told now.
    """
    if spent < TOLD_AT * cap or alarmed_since(tx.db, now - DAY):
        return False
    log.warning("callbacks have cost %.2f of %.2f EUR in 24 hours", spent / 100, cap / 100)
    write_audit(
        tx, now, "dial gate", SPEND_ALARM, "callbacks", after={"spent_cents": spent, "cap_cents": cap}
    )
    if line.shop.alarm_number is not None:
        words = nearest(_LOW, (*line.shop.languages, "en"))
        text = words.format(shop=line.shop.name, spent=spent / 100, cap=cap / 100)
        send(tx, "send_text", now, to=line.shop.alarm_number, text=text)
    return True
