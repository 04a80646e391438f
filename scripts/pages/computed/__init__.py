"""Content of the pages that is computed from the policy and the texts during the build."""
