"""The matters that have to be posted."""
