# 链接：哪些内容未能恢复，显示在所打开页面的上方。
link-notes = 已按链接打开，但以下内容除外：
link-damaged = 链接已损坏，无法打开，现显示规划。
link-notes-close = 关闭
link-foreign = 该地址不是本程序的链接。
link-broken = 其内容无法恢复。
link-newer = 链接由更新版本的程序生成，本版本不认识的内容未能恢复。
link-cut = 链接不完整，缺失部分按规划方案显示。请索取完整链接。
link-line = “{ $name }”未能恢复：此处没有该项，或其取值已不再允许，现按规划方案显示。
link-base = 对比基准未能恢复，现以规划方案为基准。
link-plan-unknown = 此处没有名为“{ $plan }”的规划，现显示默认规划。
link-plan-changed = 链接生成后规划已有更新；链接中未注明的内容以当前规划为准。
link-saved-unknown = 情景库中没有“{ $name }”。
error-link-too-long = 当前状态与规划差异过多，无法写入链接（{ $length } 个字符，上限 { $limit }）。请先保存情景，再分享其短链接。
link-too-long = 情景与对比基准合在一起过长，无法全部写入链接；本页地址未包含对比基准，按链接打开时以规划为基准。保存情景后可分享短链接。
story-plan-changed = 此步骤制作之后规划已变更，当时的版本未保留：现按当前版本显示。
story-plan-other = 规划已变更
