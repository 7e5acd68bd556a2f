"""数据交换: files to and from the other offices, and how things stand with them."""
