#!/bin/sh
# Puts turnout on a Debian 12 machine that has nothing yet. As root, in a checkout:
#     sh docs/deploy/install.sh rally.example.org
# A second word, `internal`, has Caddy sign the certificate itself: for a trial without a domain.
set -eu
host=${1:?name the host people will type, such as rally.example.org}
here=$(cd "$(dirname "$0")" && pwd)

id turnout >/dev/null 2>&1 ||
	useradd --system --user-group --home-dir /var/lib/turnout --shell /usr/sbin/nologin turnout
install -d -m 0755 /opt/turnout /opt/turnout/releases
install -d -m 0700 -o turnout -g turnout /var/lib/turnout /var/backups/turnout

if [ ! -e /etc/turnout.env ]; then
	sed "s/rally\.example\.org/$host/" "$here/turnout.env" >/tmp/turnout.env.$$
	install -m 0600 /tmp/turnout.env.$$ /etc/turnout.env
	rm /tmp/turnout.env.$$
fi

if [ -e /etc/caddy/Caddyfile ] && [ ! -e /etc/caddy/Caddyfile.before-turnout ]; then
	cp /etc/caddy/Caddyfile /etc/caddy/Caddyfile.before-turnout
fi
tls=''
[ "${2:-}" != internal ] || tls='\n\ttls internal'
sed "s/^rally\.example\.org {/$host {$tls/" "$here/Caddyfile" >/etc/caddy/Caddyfile
caddy validate --adapter caddyfile --config /etc/caddy/Caddyfile >/dev/null 2>&1 || {
	echo "Caddy does not accept /etc/caddy/Caddyfile: caddy validate --config says why." >&2
	exit 1
}

sh "$here/upgrade.sh"
systemctl enable --quiet turnout turnout-backup.timer caddy
systemctl start turnout-backup.timer
systemctl restart caddy
echo "turnout is at https://$host. Next: turnout key add --role organizer"
