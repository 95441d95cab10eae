"""Funnels: the units of one metric over a period, each compared with what chance allows for its size."""
