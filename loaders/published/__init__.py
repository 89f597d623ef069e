"""Published statistics in: releases, places, figures, symbols and statistical neighbours out."""
