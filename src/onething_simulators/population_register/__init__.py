"""人口库, 婚姻登记, 出生医学 and 医保 look-ups of the demonstration region over HTTP, with faults on demand."""
