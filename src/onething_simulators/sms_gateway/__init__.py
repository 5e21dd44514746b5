"""短信通道 of the demonstration: takes short messages and tells what became of them, with faults on demand."""
