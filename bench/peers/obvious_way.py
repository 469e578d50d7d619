"""The same call done the obvious way: RequestValidator, `twilio.twiml`, the ORM with a session for each request.

Ours, not a project of others: what someone writes who follows the tutorials and stores what we store (event,
call, customer, ticket). On the database that DATABASE_URL names; its tables are its own.
"""

import os
from datetime import UTC, datetime

from flask import Flask, Response, abort, request
from sqlalchemy import DateTime, ForeignKey, String, Text, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Gather, VoiceResponse

BASE, TOKEN = os.environ.get("PUBLIC_BASE_URL", ""), os.environ.get("TWILIO_AUTH_TOKEN", "")
application = Flask("obvious_way", static_folder=None)
engine = create_engine(os.environ.get("DATABASE_URL", "sqlite://"), pool_size=16)


class Base(DeclarativeBase):
    """Tables of this peer."""


class Customer(Base):
    """Known by their number."""

    __tablename__ = "peer_customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)


class Ticket(Base):
    """One case."""

    __tablename__ = "peer_ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("peer_customer.id"), index=True)
    department: Mapped[str] = mapped_column(String(40))


class Call(Base):
    """One call."""

    __tablename__ = "peer_call"
    id: Mapped[int] = mapped_column(primary_key=True)
    sid: Mapped[str] = mapped_column(String(34), unique=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("peer_customer.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("peer_ticket.id"))
    status: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Event(Base):
    """One webhook."""

    __tablename__ = "peer_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    sid: Mapped[str] = mapped_column(String(34), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(Text)


Base.metadata.create_all(engine)


@application.post("/ivr/<kind>")
def webhook(kind: str) -> Response:
    """Check, store, answer."""
    address = BASE + (request.full_path if request.query_string else request.path)
    if not RequestValidator(TOKEN).validate(
        address, request.form, request.headers.get("X-Twilio-Signature", "")
    ):
        abort(403)
    form = request.form
    with Session(engine) as session:
        session.add(Event(sid=form["CallSid"], kind=kind, body=str(form.to_dict())))
        answer = _answer(session, kind, form["CallSid"], form["From"])
        session.commit()
    return Response(str(answer), mimetype="text/xml")


def _answer(session: Session, kind: str, sid: str, number: str) -> VoiceResponse:
    call = session.scalars(select(Call).where(Call.sid == sid)).first()
    if call is None:
        customer = session.scalars(select(Customer).where(Customer.number == number)).first()
        if customer is None:
            customer = Customer(number=number)
            session.add(customer)
            session.flush()
        call = Call(sid=sid, customer_id=customer.id, status="menu", started_at=datetime.now(UTC))
        session.add(call)
        return _menu("Dzień dobry, tu Sowa.", 1)
    if kind == "key" and request.args.get("s") == "1":
        return _menu("Zamówienia: naciśnij 2.", 2)
    if kind == "key":
        ticket = session.scalars(select(Ticket).where(Ticket.customer_id == call.customer_id)).first()
        if ticket is None:
            ticket = Ticket(customer_id=call.customer_id, department="orders")
            session.add(ticket)
            session.flush()
        call.ticket_id, call.status = ticket.id, "waiting"
    response = VoiceResponse()
    if kind == "status":
        call.status = "ended"
        return response
    response.enqueue("orders", wait_url=f"{BASE}/ivr/wait")
    return response


def _menu(said: str, step: int) -> VoiceResponse:
    response = VoiceResponse()
    gather = Gather(num_digits=1, action=f"{BASE}/ivr/key?s={step}", method="POST", timeout=6)
    gather.say(said, language="pl-PL", voice="Polly.Ewa-Neural")
    gather.say("Aby usłyszeć menu jeszcze raz, naciśnij 9.", language="pl-PL", voice="Polly.Ewa-Neural")
    response.append(gather)
    response.redirect(f"{BASE}/ivr/silence?s={step}")
    return response
