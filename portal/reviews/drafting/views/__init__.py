"""The pages of the workbench, within the admin's frame."""
