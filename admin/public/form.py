"""`/callback`: "we ring you back". Whatever becomes of a wish, the asker reads the same page, as soon."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import render_template, request

from admin.back_office import back_office
from admin.public import sentences
from admin.public.face import DepartmentFace, look
from admin.public.form_fields import Asked, Typed, chosen_department, read, typed
from admin.public.form_token import FormToken, is_proven, read_token, write_token
from admin.public.numbers import country_code, masked
from admin.public.sentences import Reader, reader_here
from admin.public.times import Times, likely_window, span, times
from admin.typed_text import exact_time
from callbacks.limits.form_guard import FormPost
from callbacks.promising.policy import WINDOW, Window
from callbacks.promising.web_asking import FormAnswer, ask_by_form, work_wanted
from callbacks.wishes import CallbackWish
from ticket_store.engine import Transaction
from ticket_store.ids import new_token

HONEYPOT = "website"  # people do not see this field; programs that fill in everything do
Page = str | tuple[str, int]


@dataclass(frozen=True)
class _Shown:
    """What a form is shown with, looked up in one view of the store."""

    times: Times
    bits: int


def show() -> Page:
    """The form of a department; without one, the departments to choose from."""
    reader = reader_here()
    faces = {one.key: one for one in look(back_office(), reader.now).departments if one.rings_back}
    key = chosen_department(request.args.get("department", ""), faces)
    if key is None:
        return render_template("public/choose.html", faces=list(faces.values()), says=sentences)
    return _form(reader, faces[key], typed(request.args))


def ask() -> Page:
    """Read the form; show it again where a field is wrong, with all that was typed; else ask, and answer."""
    office, reader, given = back_office(), reader_here(), typed(request.form)
    faces = {one.key: one for one in look(office, reader.now).departments if one.rings_back}
    key = chosen_department(given.department, faces)
    if key is None:
        return render_template("public/choose.html", faces=list(faces.values()), says=sentences), 422
    asked = read(given, reader.line.shop.country, reader.now)
    token = read_token(office.secret_key, request.form.get("token", ""))
    if not isinstance(asked, Asked):
        return _form(reader, faces[key], given, faults=asked, token=token), 422
    if token is None:
        return _form(reader, faces[key], given, notice="old"), 422
    proof = request.form.get("proof", "")
    proven = is_proven(token, proof)
    answer, expected = _ask(reader, key, asked, token, proven=proven)
    if answer is FormAnswer.STALE:
        return _form(reader, faces[key], given, notice="old"), 422
    if not proven:
        return _form(reader, faces[key], given, notice="unproven"), 422
    return render_template(
        "public/asked.html",
        face=faces[key],
        says=sentences,
        number=masked(asked.number),
        when=expected,
        chosen=asked.wanted_from is not None,
    )


def _ask(reader: Reader, key: str, asked: Asked, token: FormToken, *, proven: bool) -> tuple[FormAnswer, str]:
    """What became of it, and the time that everybody who asks for this is told."""
    post = FormPost(
        address=request.remote_addr or "",
        nonce=token.nonce,
        filled_for=max(reader.now - token.made_at, timedelta()),
        honeypot=request.form.get(HONEYPOT, ""),
        proven=proven,
        number=asked.number,
    )
    wish = CallbackWish(
        customer_number=asked.number,
        department_key=key,
        language=reader.language
        if reader.language in reader.line.shop.languages
        else reader.line.shop.languages[0],
        asked_through="web",
        wanted_from=asked.wanted_from,
        customer_name=asked.name,
        customer_email=asked.email,
        matter=asked.matter,
    )

    def work(tx: Transaction) -> tuple[FormAnswer, Window | None]:
        expected = likely_window(tx.db, reader, key)  # before anything is written: it tells of nobody
        return ask_by_form(tx, reader.line, post, wish, reader.now), expected

    answer, expected = back_office().store.write(work)
    if asked.wanted_from is not None:
        return answer, span(reader, asked.wanted_from, asked.wanted_from + WINDOW)
    return answer, "" if expected is None else span(reader, expected.start, expected.end)


def _form(
    reader: Reader,
    face: DepartmentFace,
    given: Typed,
    *,
    faults: Mapping[str, str] | None = None,
    token: FormToken | None = None,
    notice: str = "",
) -> str:
    """`token` is that of a form which comes back for a fault: its work is done and stays so."""
    office = back_office()
    shown = office.store.read(lambda db: _Shown(times(db, reader, face.key), work_wanted(db, reader.now)))
    proof = request.form.get("proof", "") if token is not None else ""
    fresh = token or write_token(office.secret_key, new_token(), shown.bits, reader.now)
    values: dict[str, Any] = {
        "face": face,
        "given": given,
        "chosen_at": exact_time(given.when),
        "faults": faults or {},
        "token": fresh,
        "proof": proof,
        "times": shown.times,
        "notice": notice,
        "honeypot": HONEYPOT,
        "code": country_code(reader.line.shop.country),
        "says": sentences,
    }
    return render_template("public/form.html", **values)
