"""Slides of an episode, made from its notebook; one module for each step on the way.

`blocks` reads the notebook and says what is shown, `layout` deals it out to slides
that nothing overflows, `exporter` writes one HTML file that needs no network.
"""
