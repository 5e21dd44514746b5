"""支付平台 of the demonstration: takes purchases, shows a page to pay or to fail, and tells what became of them."""
