"""A transformer that learns English from open text, then trees and names from the gold corpora.

It is far too slow for a laptop: it marks open text once, and the small models learn from its marks
(sequence-level distillation; Kim and Rush 2016, https://aclanthology.org/D16-1139). It needs
PyTorch and a graphics card, and reads and writes arrays of numbers only
(:mod:`kgraph.training.material`).
"""
