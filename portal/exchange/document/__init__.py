"""What a file says, whatever list it may be: a module for each type of file."""
