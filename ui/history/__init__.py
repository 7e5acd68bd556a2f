"""操作记录: what was done, by whom, and taking it back."""
