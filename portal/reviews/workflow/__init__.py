"""The actions that change state, what must hold before them, and what proves them."""
