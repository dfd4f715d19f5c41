"""serve and demo: what keeps running until it is stopped."""

import signal

import click
import httpx

from turnout import words
from turnout.commands.terminal import REFUSED
from turnout.demo import server, show
from turnout.settings import settings

PORT = 8501  # Streamlit's own, and what the pages of its manual say


@click.command()
@click.option("--port", default=PORT, show_default=True, help="Where to listen.")
@click.option("--address", default="", help="One interface only, such as 127.0.0.1.")
def serve(port: int, address: str) -> None:
    """Start the server, as `streamlit run dashboard.py` does."""
    settings()  # a wrong setting is said here, in a sentence, before anything starts
    server.serve(port, address)


@click.command()
@click.option("--seconds", default=180.0, show_default=True, help="How long the month takes.")
@click.option("--port", default=PORT, show_default=True, help="Where the server listens.")
@click.option("--exit", "leave", is_flag=True, help="Stop when the month is over.")
def demo(seconds: float, port: int, leave: bool) -> None:
    """Play an invented rally's month through the real doors, in a database of its own."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # however it ends, the server ends
    try:
        show.show(seconds, port, stay=not leave, tell=_tell)
    except httpx.HTTPError as error:
        _tell("demo.stopped", reason=str(error).partition("\n")[0])
        raise SystemExit(REFUSED) from error
    except KeyboardInterrupt:
        click.echo(err=True)


def _tell(key: str, **values: object) -> None:
    click.echo(words.say(settings().language, key, **values))
