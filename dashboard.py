"""The front door. Imported, it is the server; run by Streamlit as a script, every page's frame."""

import logging
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent


def pages() -> list[st.Page]:
    """Return the workbench's pages; the first is `/`."""
    return [
        st.Page(HERE / "pages" / "rally.py", title="turnout", default=True),
        st.Page(HERE / "pages" / "forecast.py", title="turnout: forecast"),
        st.Page(HERE / "pages" / "desk.py", title="turnout: desk"),
        st.Page(HERE / "pages" / "review.py", title="turnout: posts"),
        st.Page(HERE / "pages" / "map.py", title="turnout: map"),
        st.Page(HERE / "pages" / "network.py", title="turnout: network"),
        st.Page(HERE / "pages" / "lead.py", title="turnout: lead"),
        st.Page(HERE / "pages" / "wall.py", title="turnout: wall"),
        st.Page(HERE / "pages" / "progress.py", title="turnout: progress"),
    ]


def address() -> str:
    """Return where this machine's own browser finds the server."""
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    return f"{scheme}://localhost:{st.get_option('server.port')}"


if __name__ == "__main__":
    from turnout.ui import frame

    frame.around(st.navigation(pages(), position="hidden"))
else:
    from streamlit import net_util

    from turnout.errors import SettingsError
    from turnout.house import lifespan_at
    from turnout.settings import settings
    from turnout.web.front import middleware

    try:
        settings()
    except SettingsError as wrong:
        raise SystemExit(f"turnout does not start. {wrong}") from None

    # Before a process's first st.navigation, Streamlit runs a deep-linked page without the frame.
    # Outside a run it says so, once for each page, on the terminal where our link is printed.
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel("ERROR")
    st.navigation(pages(), position="hidden")

    # A socket opened by a foreign page would make Streamlit ask the internet for our address.
    net_util.get_external_ip = lambda: None

    app = st.App(HERE / "dashboard.py", middleware=middleware, lifespan=lifespan_at(address))
