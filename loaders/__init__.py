"""Bytes of a workbook in; rows, issues and a comparison out."""
