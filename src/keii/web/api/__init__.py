"""/api: what the commands answer with --json, for programs. Reading only; described in /api/openapi.json."""
