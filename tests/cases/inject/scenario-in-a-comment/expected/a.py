# BEGIN statusgen:scenario id=wrong_request
# ╔═══════════╗ request  ┌────────────┐
# ║  Client   ║ ───────▶ │   Server   │
# ║ causes it ║ ◀─────── │ reports it │
# ╚═══════════╝ response └────────────┘
# END statusgen:scenario sum=1822c215c4f17729
