"""What is typed in the forms of the staff and not saved yet: held, until it is taken up or thrown away.

A window keeps it every few seconds (``static/held.js``), under the address of its form and a name of
its own; opened again, the form has it in it. Nothing else about a form changes by it.
"""
