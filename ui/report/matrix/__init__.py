"""The tab 培训矩阵."""
