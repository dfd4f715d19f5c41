"""Live video of an event, as a screen may show it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stream:
    """Where an event is shown live.

    url: the link, https, for whoever wants to watch it there. name: of the service, or its host.
    embed: what a page of ours may show of it, "" for nothing; kind: "frame" for a page of the
        service in a frame, "file" for a video that a browser plays itself, "" with no embed.
    """

    url: str
    name: str
    embed: str = ""
    kind: str = ""
