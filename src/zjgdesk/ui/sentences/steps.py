"""Sentences of a round's steps: why one may not be taken now, and what stands against it."""

SENTENCES: dict[str, str] = {
    "keying.chief_needed": (
        "看不清的，由总监票人{chief}和另一名监票人共同认定。请由两人在场，一人操作、一人作在场人。"
    ),
    "round.call_not_now": "两遍录入一致之后才能唱票。请先完成录入和核对。",
    "round.call_unwanted": "方案设定这次会议不唱票。需要唱票的，请在方案中打开。",
    "round.bring_back_not_now": "这一轮没有移交计票机，没有结果可以读回。请在本机计票。",
    "round.carried_away": (
        "这一轮已经移交计票机，本机不能办理。请等结果带回后读入；不在计票机上计票了的，先收回移交。"
    ),
    "round.chief_missing": "还没有指定总监票人。请填写总监票人的姓名。",
    "round.close_not_now": "两遍录入都完成并核对一致后，才能结束计票。请先完成录入和核对。",
    "round.correct_not_now": (
        "开始投票之后、结束计票之前，才能更正张数和人数。请按环节登记；已结束的，结果不能再改。"
    ),
    "round.failed_here": (
        "“{name}”在这次会议上已经投票没有通过，只能在另一次会议上再次提出。"
        "请另选会议，或者去掉这名候选对象。"
    ),
    "round.failed_twice": "“{name}”已在两次会议上没有通过，不再就同一事项提出。请去掉这名候选对象。",
    "round.freeze_not_now": "这一轮的选票内容已经固定，不能再次固定。需要改动的，请作废后另建一轮。",
    "round.hand_count_differs": (
        "手工计票与录入的结果不一致，还没有说明原因。请复核计票表，改正数字或者写明差异的原因。"
    ),
    "round.hand_count_missing": "这次会议要求手工计票，还没有录入手工计票的结果。请先录入计票表的合计。",
    "round.hand_count_not_now": (
        "两遍录入一致之后、结束计票之前，才能录入手工计票。请先完成录入和核对。"
    ),
    "round.hand_over_not_now": "内容固定之后、投票开始之前才能移交计票机。请先固定选票内容。",
    "round.has_successor": "这一轮已经有后续轮次，不能再建一轮。请到后续轮次中继续。",
    "round.issued_over_voters": (
        "发出 {issued} 张，多于实到 {present} 人减去不参加投票的 {recused} 人。请核对发出张数。"
    ),
    "round.key_not_now": "现在不能进行第一遍录入。请在收回选票、登记张数之后录入，每遍只录一次。",
    "round.must_be_void": (
        "实到 {present} 人，发出 {issued} 张，却收回 {returned} 张，本轮投票无效。"
        "请将本轮作废，重新投票；数字登记有误的，先更正数字。"
    ),
    "round.no_places": "名额至少为 1。请改正名额。",
    "round.no_quorum": (
        "应到 {due} 人，至少要有 {needed} 人到会，现在实到 {present} 人，不能投票。"
        "请待人数足够后再开始。"
    ),
    "round.no_surplus": (
        "候选对象 {candidates} 个，名额 {places} 个，差额至少要有 {surplus} 个。"
        "请增加候选对象或减少名额。"
    ),
    "round.no_tellers": "没有填写计票人，请至少填写一名。",
    "round.not_a_scrutineer": "{name}不是本次会议的监票人。请由本次会议的总监票人或监票人登录办理。",
    "round.not_a_teller": "{name}不是本次会议的计票人。请由本次会议的计票人登录录入，或者先更换人员。",
    "round.not_zero": "案卷中已经有这一轮的选票记录，不是零票。请保留案卷原样，作废本轮，另建一轮。",
    "round.nothing_follows": "这一轮的名额已经选满，不需要再投票。可以打印计票结果报告单。",
    "round.nothing_to_reduce": "这一轮没有空缺的名额，不用减少名额。可以打印计票结果报告单。",
    "round.officer_on_list": "{name}在候选名单上，不能担任监票人或计票人。请另行指定人员。",
    "round.officer_related": (
        "{name}是候选对象的近亲属，不能担任监票人或计票人。请另行指定人员。"
    ),
    "round.officer_twice": "{name}不能同时担任监票人和计票人。请另行指定人员。",
    "round.open_not_now": "打印零票报告之后才能开始投票，每轮只登记一次。请先打印零票报告。",
    "round.other_teller": "这一遍录入由{teller}开始，请由同一人录完；确需换人的，由监票人重开这一遍。",
    "round.pass_not_begun": "这一遍还没有人录过，不用重开。请直接开始录入。",
    "round.present_over_due": "实到 {present} 人多于应到 {due} 人。请核对人数。",
    "round.print_not_now": "选票内容固定之后、投票开始之前，才能印制选票。请先固定选票内容。",
    "round.printed_too_few": (
        "印制 {printed} 张，不够发出 {issued} 张、作废 {spoiled} 张。请核对张数，或先补印选票。"
    ),
    "round.recall_not_now": "这一轮没有移交计票机，不用收回。请刷新后再看。",
    "round.reduce_not_now": "结束计票之后，名额没有选满的才能减少名额。请先结束计票。",
    "round.rehearse_not_now": "印制选票之后、试录测试票之前演练一次并打印。请先印制选票。",
    "round.report_not_now": "结束计票之后才能打印计票结果报告单。请先结束计票。",
    "round.restart_not_now": "只有正在录入的一遍可以重开。两遍录完的，请直接核对不一致之处。",
    "round.returned_fixed": (
        "第一遍已经录完 {keyed} 张，收回张数不能再改。张数确实不对的，请作废本轮，重新投票。"
    ),
    "round.returned_under_keyed": (
        "收回改为 {returned} 张，但已经录到第 {keyed} 号票。请核对收回张数。"
    ),
    "round.same_teller": "{teller}已经录入过另一遍，两遍录入必须由两个人完成。请换一位计票人。",
    "round.scrutineers_too_few": (
        "监票人（含总监票人）现有 {found} 人，至少要有 {needed} 人。请补充监票人。"
    ),
    "round.second_not_now": "第一遍录完之后才能录第二遍，每遍只录一次。请先完成第一遍录入。",
    "round.settle_not_now": "两遍录入都完成、还有不一致之处时才需要核对。请先完成录入。",
    "round.succeed_not_now": "请先结束这一轮，或者将它作废，再建后续轮次。",
    "round.take_back_not_now": "请在开始投票之后登记收回的选票；每轮只登记一次，登记错的可以更正。",
    "round.test_not_now": "演练之后、打印零票报告之前试录测试票。请先演练各种结果。",
    "round.too_few_papers": (
        "选票只有 {papers} 张，少于 {least} 张，公开票数会暴露个人的选择。"
        "请待更多成员到会后再投票；已经收回的，本轮须作废。"
    ),
    "round.untested": "还没有演练并用测试票试录，不能打印零票报告。请先完成演练和测试票。",
    "round.void_not_now": "内容固定之后、结束计票之前才能作废。请按环节继续。",
    "round.zero_not_now": "测试票通过之后、开始投票之前打印零票报告，只打印一次。请按环节继续。",
}
