"""Files that users upload: which are taken, what they are called, where their bytes are kept."""
