"""The main job end to end on a made-up station, through the same services as the window."""
