"""The phone simulator: a stand-in for the carrier that knows nothing of the house.

Read it in this order. `carrier` is the front; `model` is what it keeps, `clock` its time, `chaos` its trouble.
A webhook goes through `params` (what it says), `signature`, `webhook_client` (retries, redirects, cookies) and
`transport` (HTTP or WSGI). Its answer becomes a document in `twiml`, judged by `verdicts` over `twiml_rules`.
A call is a generator: `effects` says what it may wait for, `leg` runs it, `interpreter` walks through its documents
and hands each verb to its file: `speaking`, `gathering`, `recording`, `dialling` with `bridging`, `queueing`,
`conferencing` with `rooms`. `progress` rings and ends calls, `outbound` makes those that REST asks for,
`switchboard` those that `phones` place. `rest`, `server` and the page stand in front of all this.
"""
