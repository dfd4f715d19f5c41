"""Feeds are fetched safely, parsed in a child, and taken in post by post."""

from turnout.collect.collector import Collector
from turnout.collect.connect import Found, find_feed
from turnout.collect.once import read_source

__all__ = ["Collector", "Found", "find_feed", "read_source"]
