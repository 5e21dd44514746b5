"""国家政务服务平台办件归集 of the demonstration: takes records of cases in its field groups, with faults on demand."""
