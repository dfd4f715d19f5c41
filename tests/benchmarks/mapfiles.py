"""Map files that people get wrong, and some that mean it: what looking at each of them takes."""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests import bad_maps
from tests.benchmarks.report import Aim, Report
from turnout.settings import ROOT

COLUMNS = ("file", "CPU s", "seconds", "peak MB")
MOST_SECONDS, MOST_MB = 5.0, 300.0
TOLD = 10  # files, the dearest first
LOOK_SECONDS = 0.005  # between two looks at how large the processes have grown


@dataclass(frozen=True)
class Cost:
    """What one file took: the processor's seconds, ours, and the peaks of both processes summed."""

    name: str
    cpu: float
    seconds: float
    megabytes: float


def measure(files: Mapping[str, tuple[str, bytes]] | None = None) -> Report:
    """Return what `areas check --json` takes for each of `files`: by what they are, name and body.

    The command is a process, and reads the file in another one: both are counted.
    """
    with tempfile.TemporaryDirectory() as folder:
        found = [
            _cost(what, _written(Path(folder), name, body))
            for what, (name, body) in (files or worst()).items()
        ]
    dearest = sorted(found, key=lambda cost: -cost.cpu)
    rows = [[each.name, each.cpu, each.seconds, round(each.megabytes)] for each in dearest[:TOLD]]
    if rest := dearest[TOLD:]:
        rows.append([
            f"each of {len(rest)} others, at most", rest[0].cpu,
            max(each.seconds for each in rest), round(max(each.megabytes for each in rest)),
        ])  # fmt: skip
    aims = [
        Aim("CPU seconds of the dearest, to five", dearest[0].cpu / MOST_SECONDS, 1.0),
        Aim("memory of the largest, to 300 MB", max(c.megabytes for c in found) / MOST_MB, 1.0),
    ]
    middle = median(each.cpu for each in found)
    notes = [f"the median file: {middle:.2f} CPU s", "peak MB: of the command and its reader"]
    return Report("Map files that are wrong", COLUMNS, rows, aims, notes)


def worst() -> dict[str, tuple[str, bytes]]:
    """Return every file of the table of bad input, and what takes the longest of its kind."""
    table = {what: (bad.name, bad.body) for what, bad in bad_maps.BAD.items()}
    rough = bad_maps.circle(100_000, 0.2)
    track = "".join(f'<trkpt lat="{y:.5f}" lon="{x:.5f}"/>' for x, y in rough)
    outline = " ".join(f"{x:.5f},{y:.5f}" for x, y in bad_maps.circle(400))
    place = (
        "<Placemark><description><![CDATA[" + "<b>x</b><img src=x>" * 20 + "]]></description>"
        f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{outline}</coordinates>"
        "</LinearRing></outerBoundaryIs></Polygon></Placemark>"
    )
    walk = f"<gpx><trk><trkseg>{track}</trkseg></trk></gpx>".encode()
    outlines = _zipped("doc.kml", f"<kml><Document>{place * 600}</Document></kml>".encode())
    return table | {
        "a walk of 100,000 corners": ("a.gpx", walk),
        "600 outlines in a KMZ, 5 MB unpacked": ("a.kmz", outlines),
        "a zip of a gigabyte": ("a.kmz", _zipped("doc.kml", b"<kml>" + b" " * 10**9)),
        "350,000 attributes": ("a.kml", _attributes(350_000)),
        "1,200,000 elements": ("a.kml", b"<kml>" + b"<a/>" * 1_200_000 + b"</kml>"),
        "a list of 800,000 rows": ("a.csv", b"name,lat,lon\n" + b"x,1,2\n" * 800_000),
        "600 scribbles": ("a.geojson", _scribbles(600)),
        "arrays a million deep": ("a.json", b"[" * 1_000_000),
        "entities in entities": ("a.kml", _entities()),
    }  # fmt: skip


def _cost(what: str, file: Path) -> Cost:
    began = time.perf_counter()
    command = [sys.executable, "-m", "turnout", "areas", "check", "--json", str(file)]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere) as run:
        peaks: dict[str, int] = {}
        spent = None
        while spent is None:
            for pid in (str(run.pid), *_children(run.pid)):
                peaks[pid] = max(peaks.get(pid, 0), _peak_kb(pid))
            ended, status, usage = os.wait4(run.pid, os.WNOHANG)
            if ended:
                run.returncode = os.waitstatus_to_exitcode(status)
                spent = usage.ru_utime + usage.ru_stime
            else:
                time.sleep(LOOK_SECONDS)
    return Cost(what, spent, time.perf_counter() - began, sum(peaks.values()) / 1_000)


def _children(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    except OSError:
        return []


def _peak_kb(pid: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _written(folder: Path, name: str, body: bytes) -> Path:
    file = folder / name
    file.write_bytes(body)
    return file


def _zipped(name: str, body: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return packed.getvalue()


def _attributes(number: int) -> bytes:
    return ("<kml " + " ".join(f'a{at}="1"' for at in range(number)) + "/>").encode()


def _scribbles(number: int) -> bytes:
    ring = bad_maps.scribble(199)
    feature = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}}
    return json.dumps({"type": "FeatureCollection", "features": [feature] * number}).encode()


def _entities() -> bytes:
    nested = (f'<!ENTITY e{at + 1} "' + f"&e{at};" * 10 + '">' for at in range(9))
    return ('<!DOCTYPE k [<!ENTITY e0 "x">' + "".join(nested) + "]><kml>&e9;</kml>").encode()
