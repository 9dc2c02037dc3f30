"""Making a notice's pack on the screen: from another year's, from a file, or from nothing."""
