"""What a week's use may add to memory and storage."""

# The week in parts; after each of the first few and of the last few what it takes is weighed.
PARTS = 10
# A browser's memory goes up and down by more than the bound while a page does nothing: the least of so many
# weighings on each side is compared. A tenth of the way the browser has made what it makes once.
SIDE = 3
# How far memory and storage may lie above the early side.
GROWTH = 1.10
