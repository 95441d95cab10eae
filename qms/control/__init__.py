"""Quality control: measurements, charts, signals and the ward's page."""
