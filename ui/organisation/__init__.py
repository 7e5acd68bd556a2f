"""The page of organisations and stations, and the field to choose one by."""
