"""Sentences about folders that are sealed by a passphrase."""

SENTENCES = {
    "sealed.changed": "加密文件夹“{name}”与写出时不一致，已被改动或者缺少文件，没有打开。请重新索取。",
    "sealed.exists": "位置上已经有“{name}”，没有写出。请改用别的名称，或者先移走原来的。",
    "sealed.newer": "加密文件夹“{name}”由更新版本的程序写出，没有打开。请用新版本的程序打开。",
    "sealed.passphrase_short": "口令至少 {least} 个字符，请重新输入。",
    "sealed.passphrase_differs": "两次输入的口令不一致，请重新输入。",
    "sealed.place_missing": "请填写加密文件夹和打开后存放的位置。",
    "sealed.unreadable": "“{name}”不是加密文件夹，或者说明文件已经损坏。请核对所选的位置。",
    "sealed.unwritable": "加密文件夹“{name}”不能写出，已写的部分已经清除。请检查剩余空间和权限后再试。",
    "sealed.wrong_passphrase": "口令不对，或者加密文件夹“{name}”已被改动，没有打开。请核对口令后再试。",
}
