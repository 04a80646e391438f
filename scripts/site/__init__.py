"""The finished site: assembly, joined files, content policy, compressed files, a server for this machine."""
