"""Sentences about tolerance cases."""

SENTENCES = {
    "case.applied_before_notice": "申请日期 {applied} 早于问责告知日期 {notice}，请更正。",
    "case.effect_past": "影响期截止日 {until} 已经过去，请更正。",
    "case.empty": "请填写问责机关、拟作处理和事实经过。",
    "case.ended": "“{person}”的申请已经办结，不能撤回。",
    "case.evidence_missing": "第 {number} 项作出认定须写明依据和证据。",
    "case.not_accepted": "“{person}”的申请当前为“{state}”，受理之后才能认定。",
    "case.not_applied": "“{person}”的申请当前为“{state}”，不在待受理状态。",
    "case.precondition_unknown": "没有第 {number} 项前置条件，共六项。请刷新后再试。",
    "case.undecided": "“{person}”的申请还没有作出认定，不能印制认定书。",
    "case.unknown": "找不到编号为 {id} 的容错申请，请刷新后再试。",
    "case.unnamed": "请填写申请容错免责的人员姓名。",
}
