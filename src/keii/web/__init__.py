"""読書室: the reading room, a web application on the reader's own machine. Routes and pages; no logic."""
