"""Filing online: from the confirmed answers to the submitted application, page by page, without script."""
