"""Fixed words of the report centre; the values are what tables and the command line hold."""

from __future__ import annotations

from enum import StrEnum


class ReportKind(StrEnum):
    """Which report of a period."""

    STATION_MONTH = "station_month"
    STATION_QUARTER = "station_quarter"
    STATION_YEAR = "station_year"
    CITY_MONTH = "city_month"
    CITY_QUARTER = "city_quarter"
    CITY_YEAR = "city_year"


REPORT_KIND_NAMES = {
    ReportKind.STATION_MONTH: "指导站月报",
    ReportKind.STATION_QUARTER: "指导站季报",
    ReportKind.STATION_YEAR: "指导站年报",
    ReportKind.CITY_MONTH: "全市月报",
    ReportKind.CITY_QUARTER: "全市季报",
    ReportKind.CITY_YEAR: "全市年报",
}
