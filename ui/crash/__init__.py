"""What is left of a fault, and of a run that ended without taking leave; it names nobody."""
