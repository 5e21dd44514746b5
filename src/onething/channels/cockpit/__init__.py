"""For supervisors (督查): what the law's clock says of all cases of their region. Read only."""
