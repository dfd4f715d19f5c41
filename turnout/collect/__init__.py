"""Feeds and photos are fetched safely, read in a child, and taken in one by one."""

from turnout.collect.collector import Collector
from turnout.collect.connect import Found, find_feed
from turnout.collect.once import read_source
from turnout.collect.photos import PhotoCollector

__all__ = ["Collector", "Found", "PhotoCollector", "find_feed", "read_source"]
