"""onething (一件事): a life event is compiled into one plan, and everything else serves that plan."""
