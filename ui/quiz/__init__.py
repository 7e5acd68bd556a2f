"""The quiz on the wall and answers said aloud, in front of a class."""
