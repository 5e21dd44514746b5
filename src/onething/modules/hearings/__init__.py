"""听证 (行政许可法 46 to 48): the right to a hearing, its day, who presides, and its record."""
