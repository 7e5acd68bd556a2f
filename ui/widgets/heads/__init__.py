"""The heads of a table: what is sorted, filtered, hidden and frozen there, and its value."""
