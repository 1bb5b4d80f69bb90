"""A small OpenID Connect provider on this machine, as a district's single sign-on would be."""

import base64
import hashlib
import json
import secrets
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "lists", "a secret of the provider's"


class Provider(ThreadingHTTPServer):
    """Who is at its browser is said by ``claims`` (dict); what differs in the userinfo, by ``info``."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.claims, self.info = {}, {}
        self.asked = {}  # what was asked for each code that was given out

    def id_token(self):
        now = int(time.time())
        said = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60}
        return jwt.encode(said | self.claims, "k" * 32, algorithm="HS256")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        pages = {
            "/.well-known/openid-configuration": self.configuration,
            "/authorize": lambda: self.authorize(asked),
            "/userinfo": lambda: self.answer(self.server.claims | self.server.info),
        }
        pages[address.path]()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.server.asked.pop(form["code"], None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if (
            asked is None
            or form["client_secret"] != SECRET
            or form["redirect_uri"] != asked["redirect_uri"]
            or challenge != asked["code_challenge"]
        ):
            self.answer({"error": "invalid_grant"}, 400)
        else:
            self.answer(
                {"access_token": "x", "token_type": "Bearer", "id_token": self.server.id_token()}
            )

    def configuration(self):
        url = self.server.url
        self.answer(
            {
                "issuer": url,
                "authorization_endpoint": f"{url}/authorize",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo",
                "jwks_uri": f"{url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def authorize(self, asked):
        code = secrets.token_urlsafe()
        self.server.asked[code] = asked
        self.send_response(302)
        answer = urlencode({"code": code, "state": asked["state"]})
        self.send_header("Location", f"{asked['redirect_uri']}?{answer}")
        self.end_headers()

    def answer(self, said, status=200):
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Nothing is printed."""


@contextmanager
def running():
    with Provider() as provider:
        thread = Thread(target=provider.serve_forever)
        thread.start()
        try:
            yield provider
        finally:
            provider.shutdown()
            thread.join()
