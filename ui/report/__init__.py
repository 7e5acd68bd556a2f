"""The page 报表: reports, the city at a glance, paper checked against data."""
