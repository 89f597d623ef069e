"""From performance workbooks to readings of measures."""
