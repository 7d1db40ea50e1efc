"""Networks: ties put together as they are asked for, in full or as weighted pairs, and written for others."""
