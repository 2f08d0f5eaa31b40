"""What the farm costs: its engine and its edges, measured in one run beside what is known to be fast.

Every figure is also a ratio, to a raw look-up or to a server that only says hello: ratios mean the same on other
machines.
"""
