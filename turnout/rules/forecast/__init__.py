"""How many will come. Values in, values out: no clock, no file, no draw of chance.

The method, its sources and how it was judged: docs/forecast.md. Every constant stands beside its
reason; none was fitted to the data it is judged by.
"""
