"""What the pages say that no file holds: worked out of the policy and the content while the site is built."""
