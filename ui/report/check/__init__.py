"""The tab 纸面核对."""
