"""The programme itself: starting one, changing it, its shared measures, its end."""
