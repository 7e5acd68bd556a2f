"""The report centre: figures with the rows behind them, reports of a period, what was printed."""
