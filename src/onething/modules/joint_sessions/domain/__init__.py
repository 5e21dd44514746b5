"""Pure decisions of joint sessions."""
