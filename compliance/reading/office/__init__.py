"""Word files before 2007 and WPS files (.doc, .wps), by way of LibreOffice."""
