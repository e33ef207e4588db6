# The block of Sales is gone.
