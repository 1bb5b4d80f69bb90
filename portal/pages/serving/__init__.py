"""What the site answers to servers, proxies and search engines."""
