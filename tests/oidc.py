"""A provider of accounts on this machine, as OpenID Connect has them: whoever asks is signed in."""

import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "turnout"
GOOD_SECONDS = 3600


class Provider:
    """Signs everybody in as `email`, which it vouches for; `stop` ends it."""

    def __init__(self, email: str) -> None:
        self.email = email
        self.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
        self.asked: dict[str, str] = {}  # by code: the nonce that the id token must repeat
        self._server = _Server(("127.0.0.1", 0), _Page)
        self._server.provider = self
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def secrets_toml(self, ours: str) -> str:
        """Return how the server at `ours` is told of this provider."""
        auth = {
            "redirect_uri": f"{ours}/oauth2callback",
            "cookie_secret": secrets.token_hex(32),
            "client_id": CLIENT,
            "client_secret": "an-invented-secret",
            "server_metadata_url": f"{self.url}/.well-known/openid-configuration",
        }
        return "[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in auth.items())

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def token(self, code: str) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + GOOD_SECONDS,
            "nonce": self.asked.pop(code), "email": self.email, "email_verified": True,
        }  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
        return {"access_token": "none", "token_type": "Bearer", "id_token": signed}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    provider: Provider


class _Page(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        address, provider = urlsplit(self.path), self.server.provider
        if address.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            code = secrets.token_hex(8)
            provider.asked[code] = asked["nonce"]
            self.send_response(302)
            back = urlencode({"code": code, "state": asked["state"]})
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
        elif address.path == "/jwks":
            self._send({"keys": [provider.key.as_dict(private=False)]})
        else:
            self._send(provider.metadata())

    def do_POST(self) -> None:
        posted = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        self._send(self.server.provider.token(posted["code"][0]))

    def _send(self, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: tests read the page, not the server."""
