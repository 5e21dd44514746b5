"""What other bodies already know (政务数据共享): asked for a stated purpose, logged, never a reason to stop a filing."""
