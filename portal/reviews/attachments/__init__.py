"""Files that go with an adjustment, and their page."""
