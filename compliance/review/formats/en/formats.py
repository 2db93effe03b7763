"""29 November 2026; 29 Nov 2026. Day before month, the month in letters: nobody takes one for the other."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
