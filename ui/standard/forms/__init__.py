"""摸底自查: checklists on paper, Excel forms out and back."""
