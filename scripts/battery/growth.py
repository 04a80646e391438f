"""What a week's use may add to memory and storage."""

# A tenth of the way is early: by then the browser has made what it makes once.
EARLY = 10
# How far memory and storage may lie above the early point.
GROWTH = 1.10
