#!/bin/sh
# Waits until turnout answers on this machine; status 1 when it does not within 90 seconds.
for _ in $(seq 90); do
	python3 -c 'import urllib.request as u; u.urlopen("http://127.0.0.1:8501/api/v1/health", timeout=5)' \
		2>/dev/null && exit 0
	sleep 1
done
exit 1
