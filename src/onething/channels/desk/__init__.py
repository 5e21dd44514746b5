"""The desk of a body's officers (部门审批): what is due first, one case on one screen, the decision."""
