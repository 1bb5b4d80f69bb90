"""Who reaches what: every address, as every role, for an adjustment in every state."""
