"""The product's forecast as the judge calls it: data frames in, quantiles of heads out.

cd tests/benchmarks && python ../../../shared/forecast/gate.py forecast_gate:forecast open
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

from turnout.rules.forecast.fit import fit
from turnout.rules.forecast.leads import lead_heads
from turnout.rules.forecast.rows import Past, Rows, columns
from turnout.rules.forecast.totals import total

_numbers: dict[object, int] = {}  # the judge's leads are texts, the product's are numbers


def forecast(history: pd.DataFrame, commitments: pd.DataFrame, as_of: Any) -> dict[str, Any]:
    """Return quantiles at LEVELS, in total and per lead, of those committed and in the end.

    A withdrawal that is in `commitments` has not happened yet, and is not looked at.
    """
    withdrawals_known = bool(history.withdrawn_days.notna().any())
    taught = fit(_past(history), as_of.days_to_event, withdrawals_known)
    now = commitments.assign(showed=0, withdrawn_days=np.nan)
    told = total(taught, _rows(now))
    inner, outer = lead_heads(taught, told, np.arange(len(told.promised.leads)))
    names = {_number(name): name for name in commitments.lead.unique()}
    leads = [names[number] for number in told.promised.leads.tolist()]
    return {
        "committed": np.array(told.committed.quantiles),
        "final": np.array(told.final.quantiles),
        "committed_by_lead": dict(zip(leads, inner, strict=True)),
        "final_by_lead": dict(zip(leads, outer, strict=True)),
    }


def _past(history: pd.DataFrame) -> Past:
    ids, event = np.unique(history.event.to_numpy(np.int64), return_inverse=True)
    return Past(
        rows=_rows(history),
        event=event,
        ids=tuple(ids.tolist()),
        walk_ins=np.zeros(len(ids)),
        coarse=np.zeros(len(ids), bool),
    )


def _rows(frame: pd.DataFrame) -> Rows:
    """Return promises as rows. What the judge calls kind stands where a status does: no rate is
    assumed for one that is not ours, and it is learned like any other."""
    return columns(
        lead=[_number(name) for name in frame.lead],
        manner=list(zip(frame.channel.astype(str), frame.kind.astype(str), strict=True)),
        days=frame.lead_days.to_numpy(float),
        party=frame.party.to_numpy(float),
        single=np.zeros(len(frame), bool),
        withdrawn=frame.withdrawn_days.to_numpy(float),
        showed=frame.showed.to_numpy(float),
    )


def _number(name: object) -> int:
    return _numbers.setdefault(name, len(_numbers))
