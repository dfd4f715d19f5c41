#!/bin/sh
# Makes a release, a folder with its .venv, the one that runs: its code, commands and units.
set -eu
release=$1
ln -sfn "$release" /opt/turnout/current
install -m 0755 "$release/docs/deploy/turnout" /usr/local/bin/turnout
for unit in turnout.service turnout-backup.service turnout-backup.timer; do
	install -m 0644 "$release/docs/deploy/$unit" /etc/systemd/system/
done
systemctl daemon-reload
