"""What words mean and sound like: from a question as typed to what is looked for."""
