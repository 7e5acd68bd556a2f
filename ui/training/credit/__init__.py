"""The tab 学时: credit of a year, person-times, reserve talents and pre-post training."""
