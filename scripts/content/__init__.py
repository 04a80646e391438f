"""What the pages say around the policy: one module a file of the county's folder, each with its checks."""
