"""How a case is played with: an evaluation, a session with knobs, and the widgets over it."""
