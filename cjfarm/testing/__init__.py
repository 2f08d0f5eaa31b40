"""What the pytest plugin is made of: which farm a test wants, farms as processes, a world for each test."""
