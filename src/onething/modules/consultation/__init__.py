"""咨询 and 预审: before anybody applies, the window of the site answers questions and looks at drafts; it decides nothing."""
