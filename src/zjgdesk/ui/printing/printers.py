"""The printers of the machine."""

from collections.abc import Sequence

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

Duplex = QPrinter.DuplexMode
WORDS: Sequence[tuple[Duplex, str]] = (
    (Duplex.DuplexNone, "单面"),
    (Duplex.DuplexLongSide, "双面，沿长边翻转"),
    (Duplex.DuplexShortSide, "双面，沿短边翻转"),
)


class Printers:
    """Asks the machine anew each time: a printer comes and goes."""

    def names(self) -> list[str]:
        """Return every printer there is, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        names = QPrinterInfo.availablePrinterNames()
        return sorted(names, key=lambda name: (name != usual, name))

    def stands(self, name: str) -> bool:
        """Say whether the printer is still there."""
        return not QPrinterInfo.printerInfo(name).isNull()

    def sides(self, name: str) -> list[Duplex]:
        """Return on which sides the printer prints, one side first."""
        can = QPrinterInfo.printerInfo(name).supportedDuplexModes()
        return [mode for mode, _words in WORDS if mode is Duplex.DuplexNone or mode in can]

    def open(self, name: str) -> QPrinter:
        """Return the printer, at its own resolution."""
        info = QPrinterInfo.printerInfo(name)
        return QPrinter(info, QPrinter.PrinterMode.HighResolution)
