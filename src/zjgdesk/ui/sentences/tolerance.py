"""Sentences about tolerance cases."""

SENTENCES = {
    "case.ballot_copies": "表决票应在 1 至 {members} 张之间（未回避的会商人员），现为 {copies} 张，请更正。",
    "case.before_last_step": "{step}的日期 {on} 早于上一步骤的日期 {last}，请更正。",
    "case.breach_unreasoned": (
        "第 {numbers} 项前置条件不符合，原则上不予容错。确需容错的，请写明书面决定的理由。"
    ),
    "case.copy_unwritable": "附件“{name}”不能写到所选的位置，没有另存。请检查剩余空间或者另选位置。",
    "case.correction_empty": "请填写纠错事项和责任人。",
    "case.correction_past": "日期 {until} 早于问责告知日期 {notice}，请更正。",
    "case.correction_unknown": "找不到编号为 {id} 的纠错事项，请刷新后再试。",
    "case.day_in_future": "日期 {on} 晚于今天（{today}），请更正。",
    "case.effect_past": "影响期截止日 {until} 早于认定日期 {on}，请更正。",
    "case.empty": "请填写问责机关和事实经过。",
    "case.evidence_changed": (
        "附件“{title}”与存入时的摘要不一致，已被改动，不能使用。请从原件重新添加，并报告督查员。"
    ),
    "case.evidence_empty": "文件“{name}”没有内容，没有添加。请核对后重新选择。",
    "case.evidence_known": "这份文件已经在案卷中，名为“{title}”，不必重复添加。",
    "case.evidence_large": (
        "文件“{name}”有 {size} MB，超过单个附件 {most} MB 的上限，没有添加。"
        "请拆分或者压缩后再添加；录像等请另盘保存，在证据中写明存放处。"
    ),
    "case.evidence_lost": "附件“{title}”的文件已经不在案卷中。请从备份恢复，或者从原件重新添加。",
    "case.evidence_missing": "“{point}”作出查核结论须写明依据和证据。",
    "case.evidence_unreadable": (
        "文件“{name}”不能读取或者中途消失，没有添加。请检查光盘或者移动盘后重新选择。"
    ),
    "case.evidence_unwritable": "附件不能写入案卷所在的磁盘，没有添加。请检查剩余空间后再试。",
    "case.exempt_with_measure": "认定免除的，不再给予处理。请清除“{measure}”，或者改选其他结果。",
    "case.exempt_with_period": "认定免除的不设影响期。请清除影响期 {until}，或者改选其他结果。",
    "case.file_closed": "“{person}”的案件当前为“{state}”，案卷已经归档，不能再添加附件。重新启动后再添加。",
    "case.handler_unfit": "“{name}”不是本案卷的经办人，不能承办。请从经办人中选取。",
    "case.in_future": "{step}的日期 {on} 晚于今天（{today}），请更正。",
    "case.kind_not_for_unit": "“{kind}”只适用于个人，对单位请选“问责追责”。",
    "case.masked": "姓名已经隐去，只能查看。取消“隐去姓名”之后再办理。",
    "case.measure_in_words": (
        "本案原拟作的处理只有文字，不能核对“{result}”。请先在“更正登记”中选定处理种类和幅度。"
    ),
    "case.measure_outside": (
        "拟作处理“{measure}”不在“{least}”至“{most}”的幅度以内，请更正幅度或者处理种类。"
    ),
    "case.measure_unfitting": (
        "原拟作“{measure}”，结果为“{result}”的，改作的处理只能是：{fitting}。请重新选择。"
    ),
    "case.measure_unknown": "“{kind}”的处理种类为：{measures}。请从中选取。",
    "case.member_is_person": "“{name}”是本案当事人，不得参加会商。请移除，或者标明回避。",
    "case.member_twice": "会商人员中“{name}”出现两次，请删去一个。",
    "case.member_unnamed": "会商人员中有一行没有姓名，请补填或者删去。",
    "case.no_handler": "每件案件至少有一名承办人，请选定。",
    "case.no_tasks": "还没有记录调查事项，不能结束“{person}”案的调查。请先在“调查”中登记查了什么。",
    "case.nobody_deliberates": "“{person}”案还没有可以参加会商的人员，请先登记。",
    "case.no_papers": "“{person}”案还没有印发文书，也没有附件，没有可以导出的内容。",
    "case.nothing_to_correct": "“{person}”案没有登记纠错事项，不能印制{title}。请先在“认定纠错”中登记。",
    "case.not_decided": "“{person}”案当前为“{state}”，请在作出认定之后登记纠错事项。",
    "case.not_deliberated_now": "“{person}”案当前为“{state}”，请在调查报告完成之后、会商结束之前登记会商。",
    "case.not_handler": "案件 {number} 只对承办人和督查员开放。需要查看的，请管理员指定承办人。",
    "case.not_in_investigation": "“{person}”案当前为“{state}”，请在受理之后、认定之前记录调查情况。",
    "case.notice_after_step": "告知日期 {notice} 晚于后一步骤的日期 {step}，请更正。",
    "case.opinion_missing": "{names}还没有记录会商意见。请补记，或者标明回避。",
    "case.paper_early": "“{person}”案还没有办理“{steps}”，请办理之后再印制{title}。",
    "case.paper_missing": "重大改革创新的“{point}”须附书面材料，请先在“证据”中添加，再勾选为依据。",
    "case.paper_unknown": "所选附件不在本案中，请刷新后再试。",
    "case.point_not_asked": "本案不需要查核“{point}”，请刷新后再试。",
    "case.recusal_unreasoned": "“{name}”回避，请写明原因。",
    "case.report_empty": "请写明办理情况。",
    "case.review_late": (
        "认定于 {told} 反馈，复核应在 {until} 以前提出，已经超过期限。"
        "方案不限期的，请在方案设置中清空复核期限。"
    ),
    "case.settled": "“{person}”案当前为“{state}”，登记事项不能再更正。",
    "case.statement_empty": "请填写谈话人、记录人和谈话内容。",
    "case.step_not_now": "“{person}”案当前为“{state}”，不能{step}。现在可以：{next}。",
    "case.task_before_notice": "办结日期 {on} 早于问责告知日期 {notice}，请更正。",
    "case.task_empty": "请填写调查事项和承担人。",
    "case.task_unknown": "找不到编号为 {id} 的调查事项，请刷新后再试。",
    "case.tasks_open": "还有 {count} 项调查事项没有办结，不能结束调查。请先填写办理情况。",
    "case.unclear": "还没有查清：{points}。请在“前置条件”中查清之后再认定。",
    "case.unknown": "找不到编号为 {id} 的容错案件，请刷新后再试。",
    "case.unnamed": "请填写人员姓名或者单位名称。",
    "case.unreasoned": "请写明认定的理由。",
    "case.vote_failed": (
        "“{question}”只得 {yes} 张同意票，没有过半数，不得据此认定。请另行会商表决，或者改选结果。"
    ),
    "case.vote_members": "到会 {present} 人，多于未回避的会商人员 {members} 人，请更正。",
    "case.vote_otherwise": "会商已经表决通过“{question}”，不能认定为“{result}”，请按表决结果认定。",
    "case.vote_papers": (
        "发出 {issued} 张、收回 {returned} 张、到会 {present} 人：发出的不能多于到会人数，收回的不能多于发出。"
        "请核对，超出的表决无效。"
    ),
    "case.vote_present": "到会 {present} 人、应到 {due} 人，请核对人数。",
    "case.vote_quorum": "到会 {present} 人，不足应到 {due} 人的三分之二，表决无效，请另行表决。",
    "case.vote_sum": "收回 {returned} 张，各项合计 {counted} 张，两者不符，请重新清点。",
    "case.words_missing": "{step}须写明情况或者理由，请补填。",
}
