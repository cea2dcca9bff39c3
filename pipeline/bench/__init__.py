"""What jisr costs: time by stage, the model's use of the processor, growth, and the speed of others beside it."""
