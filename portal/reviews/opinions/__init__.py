"""What other departments answered when they were asked, and the page for it."""
