"""Who may decide: routes, separation of duties, confirmation by a second person."""
