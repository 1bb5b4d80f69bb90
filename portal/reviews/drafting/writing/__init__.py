"""What the forms of the workbench write, and what was written before."""
