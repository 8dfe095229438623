"""Sentences about other machines and the packages between them."""

SENTENCES = {
    "introduction.changed": "名片“{name}”被改动过，没有读入。请让对方重新写出名片。",
    "introduction.known": "“{title}”已经登记过。名单里看不到的，是已经停用的；停用的不能再启用，请让对方新建案卷。",
    "introduction.newer": "名片“{name}”由更新版本的程序写出，没有读入。请把本机的程序更新到同一版本。",
    "introduction.own": "“{title}”是本机自己的名片。请读入对方电脑写出的名片。",
    "introduction.same_purpose": (
        "“{title}”与本机用途相同。交换包只在办公电脑和计票机之间传递，请核对是哪一台电脑的名片。"
    ),
    "introduction.unreadable": "“{name}”不是电脑名片，或者已经损坏。请选择对方“写出本机名片”得到的文件。",
    "introduction.wrong_digits": (
        "输入的数字与“{title}”名片上的不一致，没有登记。请让对方重新念一遍；"
        "仍不一致的，名片可能被换过，请当面重新拷取。"
    ),
    "machine.no_keys": "本机还没有写出过名片，对方不认识本机。请先在“设置 → 计票机与交换”写出名片，交对方登记。",
    "machine.unknown": "没有登记这台电脑，或者已经停用。请在“设置 → 计票机与交换”中登记。",
    "package.already_read": "交换包“{name}”（第 {number} 号）已经读入过，没有再读。请核对是不是拿错了盘。",
    "package.changed": "交换包“{name}”与发出时不一致（{file}），没有读入。请让发出方重新制作，不要使用这张盘。",
    "package.count_unfinished": "“{title}”还没有结束计票，结果不能带回。请先结束计票，或者作废本轮；没有固定内容的，先固定再作废。",
    "package.digest_differs": (
        "“{title}”读入后的内容摘要与封存时不一致，没有读入。请核对两台电脑的程序是不是同一版本。"
    ),
    "package.exists": "位置上已经有“{name}”，没有写出。请换一个位置，或者先移走原来的。",
    "package.medium_missing": "请填写介质的名称或者编号，登记页上要用。",
    "package.newer": "交换包“{name}”由更新版本的程序制作，没有读入。请把本机的程序更新到同一版本。",
    "package.none_here": "“{name}”里没有交换包。没有写完的交换包也不会显示；请核对所选的盘和文件夹。",
    "package.not_carried": "这次会议不是从办公电脑移交来的，没有可以带回的地方。请直接在本机打印报告单。",
    "package.nothing_out": "“{title}”没有移交出去的票决，不用收回。请刷新后再看。",
    "package.nothing_to_carry": "“{title}”没有可以移交的票决。请先固定选票内容。",
    "package.numbers_taken": (
        "交换包里的“{name}”与本案卷的“{other}”编号相同，没有读入。请为本年度新建一份计票机案卷再读。"
    ),
    "package.office_only": "票决只能读入计票机的案卷。本案卷是办公案卷，请在计票机上读入。",
    "package.older": (
        "交换包“{name}”是第 {number} 号，已经读过这台电脑的第 {last} 号，旧的不再读入。请使用最新的盘；"
        "没有更新的，请对方重新封装一次：移交票决的先收回再移交，带回结果的再点一次“带回结果”。"
    ),
    "package.other_machine": "交换包“{name}”不是给本机的，没有读入。请核对是不是拿错了盘，或者移交时选错了电脑。",
    "package.other_round": (
        "交换包“{name}”里的结果不是本案卷移交出去的票决，没有读入。请核对是哪一次会议的盘；"
        "本案卷从备份恢复过的，请改用恢复之前的案卷，或者重新移交。"
    ),
    "package.recalled": "“{title}”移交后已经收回，交换包“{name}”里的结果不再读入。",
    "package.recount_differs": (
        "“{title}”按带回的选票重新计票，与计票机报告的结果不一致，没有读入。"
        "请保留这张盘，在计票机上核对，由纪检人员到场处理。"
    ),
    "package.result_there": "“{title}”的结果已经读入过，交换包“{name}”没有再读。",
    "package.round_not_frozen": (
        "同一次会议的“{title}”还没有固定选票内容，没有移交。同一次会议的各轮一起移交，"
        "请先到这一轮固定选票内容，或者把它改到另一次会议。"
    ),
    "package.rounds_missing": "带回的结果中没有{titles}，没有读入。请让计票机重新制作。",
    "package.several": (
        "盘上有不止一个给本机的新交换包：{names}，没有读入。请用“选择文件夹”选定其中一个；"
        "几个都要读的，照上面的次序先读前面的，收回过的不要读。光盘映像请先装载成光盘再选。"
    ),
    "package.station_only": "计票结果只能读入办公案卷。请在办公电脑上读入。",
    "package.too_large": "交换包“{name}”超过 64 MB，没有读入。请核对是不是拿错了盘，或者让发出方重新制作。",
    "package.too_much": (
        "要封装的内容超过 63 MB 或者 500 个文件，没有写出。带回结果的，请改印结果码单，"
        "会上印制的文书用纸带回。"
    ),
    "package.truncated": "交换包“{name}”不完整，缺少或者截断了 {file}，没有读入。请重新拷取或者让发出方重新制作。",
    "package.unfinished": (
        "交换包“{name}”最后一步没有写成，盘上没有可用的交换包，但本机已经登记。请检查介质；"
        "移交票决的，先“收回移交”再移交一次；带回结果的，再封装一次。"
    ),
    "package.unknown_sender": (
        "交换包“{name}”来自没有登记的电脑（指纹 {sender}），没有读入。"
        "请先在“设置 → 计票机与交换”中当面核对、登记对方。"
    ),
    "package.unreadable": "“{name}”不是交换包，或者没有写完、已经损坏，没有读入。请核对所选的盘和文件夹。",
    "package.unwritable": "交换包“{name}”不能写出，已写的部分已经清除，票决仍在本机。请检查介质的空间和写保护后再试。",
    "package.wrong_kind": "交换包“{name}”里是{kind}，不能在这里读入。请核对是哪一张盘。",
}
