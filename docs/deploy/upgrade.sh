#!/bin/sh
# Puts this checkout into service beside the release that runs, and goes back if it is not well.
# As root, after `git pull`:
#     sh docs/deploy/upgrade.sh
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
before=$(readlink /opt/turnout/current || true)
new=/opt/turnout/releases/$(date -u +%Y%m%dT%H%M%SZ)

# The long part comes first, while the old release still answers.
mkdir -p "$new"
tar -C "$here" -c --exclude=./.git --exclude=./.venv --exclude='./data/*.db*' \
	--exclude=./.streamlit/secrets.toml . |
	tar -C "$new" -x --no-same-owner
python3 -m venv "$new/.venv"
"$new/.venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$new/requirements.txt"
"$new/.venv/bin/python" -m compileall -q "$new/turnout" "$new/pages" "$new/dashboard.py"

if [ -n "$before" ]; then
	systemctl stop turnout
	# With the old release, so that it can read it again.
	copy=/var/backups/turnout/before-upgrades/$(basename "$new").db
	turnout backup "$copy" || {
		systemctl start turnout
		echo "Without a copy nothing is replaced; the old release runs on." >&2
		exit 1
	}
	echo "$before" >"$new/.before"
	echo "$copy" >"$new/.copy"
fi
sh "$new/docs/deploy/switch.sh" "$new"
systemctl start turnout
if sh "$new/docs/deploy/healthy.sh"; then
	echo "turnout runs from $new"
	exit 0
fi
echo "The new release does not answer; journalctl -u turnout says why." >&2
[ -z "$before" ] || sh "$new/docs/deploy/rollback.sh" --yes
exit 1
