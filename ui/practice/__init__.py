"""The window while people practise, and the ways there and back."""
