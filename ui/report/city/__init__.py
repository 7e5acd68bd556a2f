"""The tab 全市总览."""
