"""What a host has to do for the site, said once, and put into the words of each kind of host."""
