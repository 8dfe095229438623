"""An offline desk for choosing and protecting a city's best people."""

__version__ = "0.6.0"
