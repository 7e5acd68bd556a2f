"""Makes what is handed out: the program without Python, a .deb, an archive, their papers."""
