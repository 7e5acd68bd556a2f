"""The tab 字体检查."""
