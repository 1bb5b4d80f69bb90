"""What stands on the forms of the workbench."""
