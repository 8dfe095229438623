"""The photograph of a personnel form, drawn small; what its file claims is not relied on."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QLabel

KINDS = {b"jpeg", b"png"}
LARGEST_SIDE = 8000
SIZE = QSize(96, 128)


def picture_of(photo: bytes, size: QSize, ratio: float = 1.0) -> QPixmap | None:
    """Return a photograph that fits the size; None where it cannot be drawn."""
    buffer = QBuffer()
    buffer.setData(QByteArray(photo))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    told = reader.size()
    if reader.format().data() not in KINDS or not told.isValid():
        return None
    if max(told.width(), told.height()) > LARGEST_SIDE:
        return None
    image = reader.read()
    if image.isNull():
        return None
    scaled = image.scaled(
        size * ratio,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    scaled.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(scaled)


class Photo(QLabel):
    """A photograph at the size of a passport picture; hidden while there is none."""

    def __init__(self, photo: bytes | None = None) -> None:
        super().__init__()
        self.setAccessibleName("照片")
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.show_photo(photo)

    def show_photo(self, photo: bytes | None) -> None:
        """Show another photograph, or none."""
        self.clear()
        self.setVisible(photo is not None)
        if photo is None:
            return
        drawn = picture_of(photo, SIZE, self.devicePixelRatioF())
        if drawn is None:
            self.setText("照片无法显示")
        else:
            self.setPixmap(drawn)
