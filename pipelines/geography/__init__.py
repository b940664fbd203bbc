"""Territories: boundaries, names, levels, and the crosswalk from former units to today's."""
