"""Which bodies the lists mean: the one resolver of printed names."""
