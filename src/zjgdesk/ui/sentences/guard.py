"""Sentences of what is watched over: the network, the program, the trail on paper."""

SENTENCES: dict[str, str] = {
    "network.connected": (
        "网络接口 {names} 已接通，方案规定接通期间不能开启票箱、录入选票。请拔下网线、关闭无线，再继续。"
    ),
    "network.untold": "本机不能说明网络接口是否接通。请人工检查：网线已拔下，无线已关闭。",
    "network.warning": (
        "网络接口 {names} 已接通。计票的电脑不应联网，请拔下网线、关闭无线；开启票箱时会记入留痕。"
    ),
    "trail.digest_unknown": (
        "留痕中没有哪一条的短码是 {digest}。先核对有没有抄错；没有抄错的，留痕被改动、截短、换成了旧的，"
        "或者这一页不是本案卷印的，请报告督查；再输入更早、更晚各页的短码，"
        "对得上的与对不上的之间就是被改动的地方。"
    ),
    "program.changed": (
        "程序文件与发布时不一致：改动 {changed} 个，缺少 {missing} 个，多出 {extra} 个（{names}）。"
        "请先不要开展票决，从原光盘重新安装；此事已记入打开的案卷的留痕。"
    ),
}
