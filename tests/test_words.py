"""The catalogue: every sentence in both languages, every sentence there is a use for."""

import ast
import re
import string
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from turnout import words

ROOT = Path(__file__).parent.parent
FORMS = {"one", "other"}
CATALOGUE = {
    f"{screen}.{name}": sentence
    for screen, sentences in words._catalogue().items()
    for name, sentence in sentences.items()
}
SCREENS = sorted({key.partition(".")[0] for key in CATALOGUE})
# In scripts and templates a key is any quoted "screen.name"; a file's name is none.
ENDINGS = r"(?!(?:js|css|html|toml|txt|ics|svg|json|woff2|atom|py|db)\b)"
KEY = rf"(?:{'|'.join(SCREENS)})\.{ENDINGS}[a-z0-9_]*"
QUOTED = re.compile(rf"""["'`]({KEY}(?<=[a-z0-9]))["'`]""")
BUILT = re.compile(rf"""["'`]({KEY})(?:\$?\{{|["'`]\s*[+~])""")
WHOLE = ("streamlit.",)  # looked for on the page, all of it: browser/streamlit-words.js
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*|\{#.*?#\}", re.DOTALL)


def test_every_sentence_is_there_in_both_languages():
    wrong = [
        key
        for key, sentence in CATALOGUE.items()
        if set(sentence) != set(words.LANGUAGES)
        or not all(form.strip() for lang in sentence for form in forms(sentence[lang]).values())
    ]

    assert wrong == []


def test_both_languages_say_the_same_values():
    wrong = [
        key
        for key, sentence in CATALOGUE.items()
        if len({frozenset(values(forms(sentence[lang]))) for lang in words.LANGUAGES}) > 1
    ]

    assert wrong == []


def test_plural_forms_are_those_of_english_and_spanish_and_say_every_value():
    wrong = [
        (key, lang)
        for key, sentence in CATALOGUE.items()
        for lang in words.LANGUAGES
        if not well_formed(forms(sentence[lang]))
    ]

    assert wrong == []


def test_every_key_in_the_code_is_in_the_catalogue():
    missing = sorted(key for key in used_keys() if key not in CATALOGUE)

    assert missing == []


def test_every_refusal_has_its_sentence():
    missing = [
        f"{file.name}:{call.lineno} {key}"
        for file in files("py")
        for call, key in refusals(file.read_text("utf-8"))
        if key not in CATALOGUE
    ]

    assert missing == []


def test_every_sentence_is_used_somewhere():
    used, beginnings, said = used_keys(), used_beginnings(), quoted_words()
    unused = [
        key
        for key in CATALOGUE
        if not key.startswith(WHOLE)
        and key not in used
        and not any(built(key, start, said) for start in beginnings)
    ]

    assert unused == []


def test_a_spelling_mistake_in_a_key_would_be_found():
    assert "frame.no_such_key" in keys_of_python('say(lang, "frame.no_such_key")')
    assert "frame.no_such_key" in QUOTED.findall("{{ say('frame.no_such_key') }}")
    assert "frame.js" not in QUOTED.findall("import x from 'frame.js'")


def test_a_time_that_brings_its_own_stop_ends_the_sentence():
    assert words.say("es", "light.last_heard", time="2:03 p.m.").endswith(": 2:03 p.m.")
    assert words.say("en", "light.last_heard", time="2:03 PM").endswith("heard 2:03 PM.")


def forms(sentence: words.Sentence) -> Mapping[str, str]:
    return {"other": sentence} if isinstance(sentence, str) else sentence


def well_formed(found: Mapping[str, str]) -> bool:
    """Return whether there is one form, or both; "one" may write its number as a word."""
    return set(found) in ({"other"}, FORMS) and values({"one": found.get("one", "")}) <= values(
        {"other": found["other"]}
    )


def values(found: Mapping[str, str]) -> set[str]:
    """Return the names in braces."""
    texts = found.values()
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@cache
def used_keys() -> frozenset[str]:
    """Return the whole keys that scripts, templates and Python name."""
    python = (key for file in files("py") for key in keys_of_python(file.read_text("utf-8")))
    others = (key for file in files("js", "html") for key in QUOTED.findall(code_of(file)))
    return frozenset({*python, *others})


def used_beginnings() -> set[str]:
    """Return how keys begin that are put together when they are needed: "refused."."""
    return {start for file in files("py", "js", "html") for start in BUILT.findall(code_of(file))}


def built(key: str, start: str, said: set[str]) -> bool:
    """Return whether `key` may be put together from `start` and something that is said.

    A refusal's codes come from many places; of other screens the ending is written out somewhere,
    or how it begins is: "conflict" of "web.conflict_title".
    """
    if not key.startswith(start):
        return False
    parts = key.removeprefix(start).split("_")
    ends = {"_".join(parts[: n + 1]) for n in range(len(parts))}
    return not start.endswith(".") or start == "refused." or bool(ends & said)


def quoted_words() -> set[str]:
    return {
        word
        for file in files("py", "js", "html")
        for word in re.findall(r"""["'`]([a-z0-9_]+)["'`]""", code_of(file))
    }


def code_of(file: Path) -> str:
    """Return a file without what only its reader is told."""
    text = file.read_text("utf-8")
    return text if file.suffix == ".py" else COMMENT.sub("", text)


def keys_of_python(code: str) -> Iterator[str]:
    """Yield the whole keys in `code`; the parts of an f-string are beginnings, not keys."""
    nodes = list(ast.walk(ast.parse(code)))
    parts = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    whole = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in parts)
    for found in (QUOTED.fullmatch(f'"{node.value}"') for node in whole):
        if found:
            yield found[1]


def refusals(code: str) -> Iterator[tuple[ast.Call, str]]:
    """Yield the calls that refuse with a field and a code in plain text, and their sentence."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Refused", "Reason"):
            plain = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
            if len(plain) == 2:
                yield node, "refused.{}_{}".format(*plain)


def files(*endings: str) -> list[Path]:
    """Return the source files that may say something."""
    folders = (ROOT / "turnout", ROOT / "pages")
    inside = (file for folder in folders for end in endings for file in folder.rglob(f"*.{end}"))
    return [*inside, *(ROOT.glob("dashboard.py") if "py" in endings else ())]


def test_every_reason_a_feed_can_fail_for_is_said_in_words():
    raised = re.compile(r"(?:SourceFailed|Gone)\(\s*[^,]+?,\s*f?\"(\w+)")
    made = re.compile(r"\"failed\": \"(\w+)\"")
    codes = set()
    for folder in ("collect", "sources"):
        for path in (ROOT / "turnout" / folder).glob("*.py"):
            source = path.read_text(encoding="utf-8")
            codes |= {*raised.findall(source), *made.findall(source)}

    assert {"too_slow", "gone", "status", "unreadable", "private_address"} <= codes
    assert {code for code in codes if not words.has(f"feeds.failed_{code}")} == set()
