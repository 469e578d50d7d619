"""A small OpenID provider on loopback, as a company has one: discovery, keys, tokens; its people are asked nothing."""

import base64
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT, CLIENT_SECRET = "hotline", "the client's secret"


@dataclass
class Provider:
    """`claims` go into the next id_token, over what a good one says; `forget` leaves some out of it."""

    issuer: str
    now: float
    claims: dict[str, Any] = field(default_factory=dict)
    forget: set[str] = field(default_factory=set)
    userinfo: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)  # what the last browser came with
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signs_with: RSAKey | None = None  # another key than the published one

    def browser_is_sent(self, address: str) -> str:
        """Somebody opens the address that we sent them to; where the company sends them back."""
        self.asked = {name: one[0] for name, one in parse_qs(urlsplit(address).query).items()}
        back = urlencode({"code": "a-code", "state": self.asked["state"]})
        return f"{urlsplit(self.asked['redirect_uri']).path}?{back}"

    def id_token(self) -> str:
        good = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "person-1",
            "iat": int(self.now),
            "exp": int(self.now) + 300,
            "auth_time": int(self.now),
            "nonce": self.asked.get("nonce"),
            "email": "agent-one@sowa.example",
            "email_verified": True,
        }
        said = {name: one for name, one in (good | self.claims).items() if name not in self.forget}
        return jwt.encode({"alg": "RS256", "kid": "one"}, said, self.signs_with or self.key)


@contextmanager
def identity_provider(now: float) -> Iterator[Provider]:
    app = Flask("provider", static_folder=None)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    here = Provider(f"http://127.0.0.1:{server.server_port}", now)

    @app.get("/.well-known/openid-configuration")
    def discovery() -> Response:
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        more = {"userinfo_endpoint": "me"} if here.userinfo else {}
        found = {name: f"{here.issuer}/{path}" for name, path in (ends | more).items()}
        return jsonify(issuer=here.issuer, id_token_signing_alg_values_supported=["RS256"], **found)

    @app.get("/keys")
    def keys() -> Response:
        return jsonify(keys=[here.key.as_dict(private=False)])

    @app.get("/authorize")
    def authorize() -> Any:
        here.asked = request.args.to_dict()
        back = urlencode({"code": "a-code", "state": here.asked["state"]})
        return redirect(f"{here.asked['redirect_uri']}?{back}")

    @app.post("/token")
    def token() -> Any:
        who = request.authorization
        verifier = request.form["code_verifier"].encode()
        made = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        right = (who and (who.username, who.password)) == (CLIENT, CLIENT_SECRET)
        if not right or made != here.asked["code_challenge"] or request.form["code"] != "a-code":
            return jsonify(error="invalid_grant"), 400
        return jsonify(access_token="access", token_type="Bearer", expires_in=300, id_token=here.id_token())

    @app.get("/me")
    def me() -> Response:
        return jsonify(here.userinfo)

    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield here
    server.shutdown()
    thread.join()
    server.server_close()
