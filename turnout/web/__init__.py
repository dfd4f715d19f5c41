"""HTTP: light pages for people, JSON and streams for machines. The only package with Starlette."""
