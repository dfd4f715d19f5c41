"""Light pages: one way to render them, with the headers that keep outsiders out."""

import json
import secrets
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from turnout import browser, words
from turnout.formats.when import when as when
from turnout.web import asked

YEAR_SECONDS = 31_536_000
_FORM_WORDS = {f"light.{name}" for name in ("fewer", "more", "sending", "not_sent", "copied")}


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    framed: bool = False,
    **values: Any,
) -> Response:
    """Return the light page `template` in the reader's language.

    framed: any site may show it in a frame.
    """
    lang, nonce = asked.language(request), secrets.token_urlsafe(12)
    other = next(tag for tag in words.LANGUAGES if tag != lang)
    body = (
        _templates()
        .get_template(template)
        .render(
            say=partial(words.say, lang),
            num=partial(words.number, lang),
            lang=lang,
            nonce=nonce,
            asset=browser.address,
            other_lang=other,
            other_lang_url=_in_language(request, other),
            **values,
        )
    )
    response = HTMLResponse(body, status, {**_guards(nonce, framed), **(headers or {})})
    response.headers["Content-Language"] = lang
    response.headers.setdefault("Cache-Control", "no-cache")
    response.headers["Vary"] = "Accept-Language, Cookie"
    if request.query_params.get("lang"):
        response.set_cookie(
            asked.LANGUAGE_COOKIE, lang, max_age=YEAR_SECONDS, samesite="lax", httponly=True
        )
    return response


def for_script(value: object) -> Markup:
    """Return `value` as JSON that may stand inside a script element."""
    return script_safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def enhancement(lang: str) -> Markup:
    """Return the options that browser/join.js is started with."""
    said = {key: of for key, of in words.for_browser(lang, "light").items() if key in _FORM_WORDS}
    return for_script({"words": said, "lang": lang})


def script_safe(text: str) -> Markup:
    """Return JSON with nothing in it that could end a script element or a line of script."""
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704 - made safe above


def _guards(nonce: str, framed: bool) -> dict[str, str]:
    policy = {
        "default-src": "'self'",
        "script-src": f"'self' 'nonce-{nonce}'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "*" if framed else "'self'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {of}" for name, of in policy.items()),
        # Not "no-referrer": a form's post would then come with the origin "null".
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def _in_language(request: Request, lang: str) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return "?" + urlencode([*kept, ("lang", lang)])


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
