"""One database as its own process: its Flask application, and what crosses between it and the switch."""
