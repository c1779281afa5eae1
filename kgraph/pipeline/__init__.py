"""What is done with a record, each verb a function: the composition of the rooms."""
