"""The tab 图表: radar, trend, heat map, criteria most failed, and the report they go into."""
