"""The first page: where the station stands and what comes next."""
