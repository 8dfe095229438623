"""Sentences about workspaces, accounts, the trail and backups."""

SENTENCES = {
    "account.inactive": "“{name}”的账号已停用，请由管理员重新开设账号。",
    "account.last_administrator": "“{name}”是最后一名管理员，停用后将无人管理账号。请先增加一名管理员。",
    "account.locked": (
        "“{name}”的口令连续错误，账号暂停使用，{minutes} 分钟后再试。忘记口令请找管理员。"
    ),
    "account.taken": "已有名为“{name}”的账号，请换一个名字，或者在姓名后加科室区分。",
    "account.unknown": "没有“{name}”这个账号，请核对姓名。",
    "account.unnamed": "账号没有填写姓名，请补填。",
    "account.weak": "“{name}”的口令太短，至少 {least} 个字符，请重新设置。",
    "account.wrong_passphrase": (
        "“{name}”的口令不对，请重新输入；再错 {left} 次，账号暂停使用。忘记口令请找管理员。"
    ),
    "backup.failed": "备份“{name}”没有写成，原案卷不受影响。请检查磁盘空间后再试。",
    "backup.inside": "“{name}”在案卷的文件夹里面，磁盘坏了会一起丢失。请另选一个位置。",
    "backup.of_another": "“{name}”是另一份案卷的备份，不能在这里恢复。请改选本案卷的备份。",
    "backup.unreadable": "“{name}”读不出来，或者核对不上，不能恢复。请改选另一份备份；案卷没有改动。",
    "backup.while_keying": (
        "“{title}”正在录入选票，录入期间不作备份。请在结束计票或者作废之后再备份。"
    ),
    "clock.set_back": (
        "电脑时钟是 {now}，早于最近一条留痕 {newest}，时钟可能被拨回。"
        "请校准时钟；时钟无误的，由管理员或监票人在“设置 → 登记时钟更正”写明理由后继续。"
    ),
    "disk.failed": (
        "磁盘没有写成，这一步没有办成，以前存入的都在。"
        "请检查磁盘和介质的连接、写保护和权限，再做一次；再不成的，换一台机器打开案卷。"
    ),
    "disk.full": "磁盘已满，这一步没有办成，以前存入的都在。请腾出空间，再做一次。",
    "disk.not_rewritten": (
        "这一步已经办成，但案卷文件没有重写成功（磁盘可能已满）。请腾出空间，"
        "关闭案卷后重新打开，程序会自动重写；在此之前不要复制案卷。"
    ),
    "issued.changed": "“{title}”的存档文件与出文时不一致，可能被改动过。请保留现场并报告管理员。",
    "issued.lost": "“{title}”的存档文件不见了。请从备份中找回 issued 文件夹。",
    "issued.unknown": "找不到编号为 {id} 的文件，请刷新后再试。",
    "issued.unwritable": "“{title}”没有存成，什么也没有改变。请检查磁盘空间和权限后再试。",
    "keys.damaged": (
        "案卷“{name}”的钥匙文件 keys.json 缺失或者损坏，打不开。请从备份中取回这个文件，"
        "或者用恢复单打开备份；案卷本身没有改动。"
    ),
    "keys.newer": "案卷“{name}”的钥匙文件由更新版本的程序保存，请先升级本程序再打开。",
    "keys.resting": "口令连续错误，案卷暂停打开，{minutes} 分钟后再试。忘记口令请找管理员，管理员忘记的用恢复单。",
    "keys.wrong": "姓名或者口令不对，请重新输入；再错 {left} 次，案卷暂停打开。每次错误都会留痕。",
    "passphrase.unlike": "两遍输入的新口令不一样，请重新输入。",
    "reason.missing": "请写明理由。理由会留痕备查。",
    "recovery.length": "恢复码应有 {all} 个字符，现在是 {typed} 个。请对照恢复单，一组一组核对后再输入。",
    "recovery.no_administrator": "“{name}”不是在用的管理员，请填写一名管理员的姓名。",
    "recovery.not_open": "这份案卷不是用恢复单打开的，不能这样重设口令。请退出后改用恢复单打开。",
    "recovery.not_kept": "第 8 组与恢复码不符，请看着印好或者抄好的纸面再输入一次。",
    "recovery.typo": "恢复码第 {group} 组有误，请对照恢复单重新输入这一组。",
    "role.second_missing": "“{action}”要由两个人一起办，这次只有一个人。请另一人到场后再办。",
    "role.denied": "{role}不能进行“{action}”。请由有权限的人员登录办理。",
    "scheme.source_missing": "请写明这个数值的依据（文件名称或会议）。",
    "scheme.unknown": "方案中没有“{key}”这一项，请刷新后再试。",
    "scheme.value_impossible": "“{value}”不是这一项可用的数值（数字不得小于 {least}），请更正。",
    "trail.broken": "留痕第 {seq} 条与前面的记录接不上（{problem}），该条或其前一条被改动过。请保留案卷原样，交督查人员核对。",
    "workspace.busy": "案卷“{name}”正在被另一个程序使用（自 {since} 起）。请先在那边关闭，同一时间只能有一处打开。",
    "workspace.damaged": "案卷“{name}”的数据库读不出来：文件损坏，或者加密案卷的 keys.json 不见了。请不要删除，找回 keys.json，或者改用 backups 文件夹中的备份。",
    "workspace.encrypted": "案卷“{name}”已经加密，不必再加密。",
    "workspace.exists": "“{name}”已经有内容，不能在里面新建。请另选一个空文件夹。",
    "workspace.missing": "在“{name}”里找不到案卷（缺少 desk.db）。请核对所选文件夹。",
    "workspace.newer": "这份案卷是由更新版本的程序保存的（版本 {revision}），请先升级本程序再打开。案卷没有改动。",
    "workspace.no_administrator": "新案卷至少要有一名管理员，请填写。",
    "workspace.untitled": "案卷没有名称，请填写。",
    "workspace.plain": "这份案卷没有加密，没有恢复单。请先由管理员加密案卷。",
    "workspace.sample": "“{name}”是示例案卷，只供演示，不加密。正式办理请新建案卷。",
    "workspace.sealed": "案卷“{name}”已经加密，要凭姓名和口令打开。请输入后再试。",
    "workspace.unwritable": "“{name}”不能写入。请换一个位置，或者检查磁盘空间和权限。",
}
