"""One small compiled function per clause, over tiles ``[month, draw]``; none imports another.

Every rule fills (or adds to) its last argument. Arguments named after a belief are rows ``[draw]``; `volume`, `index`,
`needed` and their kin are tiles.
"""
