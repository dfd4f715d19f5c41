import subprocess
import sys
from pathlib import Path

from streamlit.web.server.app_discovery import discover_asgi_app

ROOT = Path(__file__).parent.parent.parent


def test_streamlit_finds_the_server_in_the_front_door():
    # A factory is not found, and then every route of ours is gone without a word.
    assert discover_asgi_app(ROOT / "dashboard.py").import_string == "dashboard:app"


def test_the_server_never_asks_the_internet_for_its_own_address():
    asked = "import dashboard; from streamlit import net_util; print(net_util.get_external_ip())"

    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert done.stdout.strip() == "None", done.stderr


def test_every_page_of_the_folder_is_in_the_frame():
    door = (ROOT / "dashboard.py").read_text("utf-8")

    assert [page for page in (ROOT / "pages").glob("*.py") if f'"{page.name}"' not in door] == []
