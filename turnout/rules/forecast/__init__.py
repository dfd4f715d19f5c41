"""How many will come. Values in, values out: no clock, no file, no draw of chance.

The method, its sources and how it was judged: docs/forecast.md. Every constant stands beside its
reason; that page also says which choices were made with the judging data in view.
"""
