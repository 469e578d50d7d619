"""What waits for the shop's programs is sent, by a thread of its own: a slow receiver must never keep a call waiting.

Several processes may do it at once: a message is leased before it is sent. It is sent at least once; a receiver
knows a repeat by its id.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from app.clock import system_clock
from app.outward.post import HookPost, Message
from app.outward.words import switched_off_mail
from call_routing.line_book import LineBook
from callbacks.telling.notice_words import LINK
from ticket_store import outbox
from ticket_store.engine import Store, Transaction
from ticket_store.outward.hook_deliveries import due_endpoints, settle_delivery, take_delivery
from ticket_store.outward.hook_endpoints import Endpoint, admins, endpoint_of
from ticket_store.outward.hook_policy import Answer

EVERY_S = 1.0
_AT_ONCE = 4  # endpoints that are served side by side
_ROUND_S = 10.0  # one endpoint with much to take lets the others in after so long

log = logging.getLogger(__name__)


@dataclass
class Outward:
    """Looks every second. `clock` is the shop's; what is signed carries the real time, as receivers check it."""

    store: Store
    clock: Callable[[], datetime]
    lines: LineBook
    post: HookPost
    real_clock: Callable[[], datetime] = system_clock
    _is_told: bool = field(default=False, init=False)

    def start(self, stop: threading.Event) -> threading.Thread:
        """Serve in a thread until `stop` is set."""
        thread = threading.Thread(target=self.serve, args=(stop,), name="outward", daemon=True)
        thread.start()
        return thread

    def serve(self, stop: threading.Event) -> None:
        """A fault is told when it is new, not at each round of an outage."""
        while not stop.is_set():
            try:
                self.look_once()
                self._is_told = False
            except Exception:
                if not self._is_told:
                    log.exception("Webhooks could not be sent. It is tried again every %.0f s.", EVERY_S)
                self._is_told = True
            stop.wait(EVERY_S)

    def look_once(self) -> None:
        """Serve each endpoint for which something is due, until one fails or its time is up."""
        due = self.store.read(lambda db: due_endpoints(db, self.clock()))
        if len(due) == 1:
            self._serve_one(due[0])
        elif due:
            with ThreadPoolExecutor(_AT_ONCE, "outward") as pool:
                list(pool.map(self._serve_one, due))

    def _serve_one(self, endpoint: Endpoint) -> None:
        until = time.monotonic() + _ROUND_S
        while time.monotonic() < until and self._send_next(endpoint):
            pass

    def _send_next(self, endpoint: Endpoint) -> bool:
        """Whether there was one, and it was taken."""
        now = self.clock()
        found = self.store.write(lambda tx: take_delivery(tx, endpoint.id, now))
        if found is None:
            return False
        message = Message(found.id, endpoint.url, found.body or "", endpoint.id, endpoint.salts(now))
        answer = self.post.send(message, self.real_clock())

        def settle(tx: Transaction) -> None:
            if settle_delivery(tx, found, answer, self.clock()):
                self._tell_admins(tx, endpoint, answer)

        self.store.write(settle)
        return answer.is_good

    def _tell_admins(self, tx: Transaction, endpoint: Endpoint, answer: Answer) -> None:
        log.warning("The webhook to %s was switched off: it has failed for days.", endpoint.url)
        shop = self.lines.line_in(tx.db).shop
        if endpoint_of(tx.db, endpoint.id) is None:
            return
        for email, language in admins(tx.db):
            subject, text = switched_off_mail(
                "gone" if answer.says_no_more else "failing",
                language or shop.languages[0],
                shop=shop.name,
                url=endpoint.url,
                link=LINK,
            )
            path = f"/admin/outward/hooks/{endpoint.id}"
            outbox.send(tx, "send_mail", self.clock(), to=email, subject=subject, text=text, path=path)
