"""Reading in a process of its own: the parent that asks and watches, the child that reads, the messages between."""
