#!/bin/sh
# Goes back to the release before, and to the data as they were when it was replaced. As root:
#     sh docs/deploy/rollback.sh --yes
# What came in since is not lost: it stays in a file beside the database, which is named.
set -eu
[ "${1:-}" = --yes ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
current=/opt/turnout/current
now=$(readlink "$current")
[ -e "$now/.before" ] || { echo "There is no release before $now." >&2; exit 2; }
systemctl stop turnout
sh "$now/docs/deploy/switch.sh" "$(cat "$now/.before")"
turnout restore "$(cat "$now/.copy")" --yes
systemctl start turnout
sh "$now/docs/deploy/healthy.sh" || { echo "It does not answer; see journalctl -u turnout." >&2; exit 1; }
echo "turnout runs from $(readlink "$current") again"
