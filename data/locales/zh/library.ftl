# 整库备份，以及恢复备份的结果说明。detail、problem 由系统给出。
cli-command-library = 将整个情景库备份为一个文件，或从备份恢复
cli-command-library-log = 列出谁改动了什么，最近的在前
cli-option-log-limit = 最多显示的行数
cli-command-library-copy = 将整个情景库复制到服务器数据库或另一个文件
cli-option-copy-to = postgresql:// 地址或文件
library-copied = 情景库已复制到 { $place }：共 { $rows } 行，逐行读回核对，全部一致。
cli-command-backup = 将整个情景库写入一个文件
cli-command-restore = 将备份并入情景库；库中已有内容不会改动或丢失
backup-written = 已将 { $count } 个情景写入 { $file }。
backup-restored = { $time } 的备份：
backup-added = 已恢复 { $count } 个情景及其全部历史。
backup-extended = 有 { $count } 个情景在备份中另有较新的版本，已并入本库。
backup-copied = 有 { $count } 个情景备份后在本库中另有改动，备份中的版本已作为独立情景恢复。
backup-known = 另有 { $count } 个情景库中已有。
backup-nothing = 备份中的情景库中均已存在。
backup-empty = 备份中没有内容。
backup-in-bin = 其中 { $count } 个目前在本库的回收站中，未作改动。
backup-renamed = 名称已被占用的情景加了编号：{ $names }。
backup-renamed-one = “{ $before }”改为“{ $after }”
backup-renamed-more = 另有 { $count } 个
backup-foreign-plan = 有 { $count } 个情景属于规划“{ $plan }”，但此处没有该规划：可以查看保存时的结果，无法重新计算。
backup-plan-edition = 有 { $count } 个情景基于规划的另一版本计算，打开时会同时显示两组结果。
backup-sets = 已恢复 { $count } 个假设集。
backup-stories = 已恢复 { $count } 个讲述。
backup-rooms = 已恢复 { $count } 场研讨会。
backup-bookmarks = 已恢复 { $count } 个书签。
backup-actuals = 已恢复 { $count } 项实际数据。
backup-kept = 有 { $count } 项假设集、讲述、研讨会或实际数据与备份不同，已保留本库中的内容。
error-backup-foreign = 该文件不是情景库的备份。
error-backup-newer = 该备份由更新版本的程序写入。请升级程序后再恢复；情景库未被改动。
error-backup-damaged = 备份文件已损坏（{ $detail }），未恢复任何内容。请换用另一份备份。
error-backup-size = 备份文件超过 { $limit } GB，超出本程序可恢复的上限，未恢复任何内容。
error-backup-room = 无法在 { $folder } 中解开备份：{ $problem }。请清理空间后重试；情景库未被改动。
error-backup-itself = { $file } 就是情景库本身，请为备份另取文件名。

# 情景库页面。句子中 <b>…</b> 表示强调，<em>…</em> 表示缺口。
library-sentence = { $count } 个情景中有 <b>{ $reached }</b> 个达到目标；营收最高的是“{ $name }”，{ $year } 年 <b>{ $revenue }</b>。
library-sentence-none = { $count } 个情景<em>均未达到</em>目标；营收最高的是“{ $name }”，{ $year } 年 <b>{ $revenue }</b>。
library-sentence-mixed = { $count } 个情景{ $reached ->
    [0] <em>均未达到</em>目标
   *[other] 中有 <b>{ $reached }</b> 个达到目标
  }；各规划的货币或单位不同，营收只在同一货币内比较。
library-sentence-one = 库中有 1 个情景：“{ $name }”，{ $year } 年营收 <b>{ $revenue }</b>。
library-sentence-bin = 情景库为空，回收站中有 { $count } 个情景。
library-sentence-new = 尚未保存任何情景。
library-sentence-broken = 情景库目前<em>无法使用</em>，模拟器不受影响。
library-sentence-unknown = 情景库中没有这个情景。
library-new-title = 保存的情景会出现在这里
library-new-text = 请在模拟器中保存情景，或导入他人导出的情景。此后的每次改动都会保留在历史中。
library-new-go = 前往模拟器
library-broken-title = 问题与处理办法
library-broken-subtitle = 没有任何内容被改动或丢失。模拟可以照常进行，待情景库恢复后即可保存。
library-again = 重试
library-to-simulator = 返回模拟器
library-unknown-text = 它可能已被彻底删除，或属于另一个情景库。
library-waiting = 正在打开情景库……
library-numbers = 情景库概览
library-number-count = 已存情景
library-number-favourites = 收藏 { $count } 个
library-number-bin = 回收站 { $count } 个
library-number-reached = 达到目标
library-number-share = 占全部的 { $share }
library-number-best = { $year } 年最高营收
library-number-best-in = { $year } 年最高营收（{ $money }）
library-number-of = { $name }（{ $plan }）
library-number-median = { $year } 年营收中位数
library-number-median-note = 一半高于此值，一半低于此值
library-number-lowest = { $year } 年最低营收
library-list = 已存情景
library-search = 搜索名称、备注、标签、作者
library-filters = 显示范围
library-filter-tag = 标签
library-filter-author = 作者
library-filter-plan = 规划
library-filter-time = 最近修改
library-filter-target = 目标
library-all-tags = 全部标签
library-all-authors = 全部作者
library-all-plans = 全部规划
library-any-time = 不限时间
library-last-day = 24 小时内
library-last-week = 7 天内
library-last-month = 30 天内
library-last-quarter = 3 个月内
library-last-year = 12 个月内
library-any-target = 不限结果
library-reached = 达到目标
library-missed = 未达目标
library-show-all = 全部
library-show-favourites = 收藏
library-show-bin = 回收站
library-clear = 清除筛选
library-sort = 排序
library-sort-updated = 最近修改
library-sort-created = 创建时间
library-sort-name = 名称
library-sort-author = 作者
library-order-down = 从高到低、从新到旧
library-order-up = 从低到高、从旧到新
library-sorted-by = { $name } { $value }
outcome-incremental-revenue = 较基线新增营收
library-column-path = 走势
library-column-revenue = 营收与目标
library-column-chance = 达标概率
library-column-saved = 最近修改
library-unit = { $unit }（{ $year } 年）
library-short = { $sense ->
    [most] 低
   *[least] 差
  } { $gap }
library-above = 高 { $gap }
library-met = 正好达标
library-of-target = { $measure }：{ $words }
library-target = { $year } 年目标：{ $value }
library-path-alt = 历年营收走势，{ $year } 年为 { $value }
library-other-edition = 规划或模型已更新
library-likely = { $year } 年可能区间 { $low } 至 { $high }（P10–P90）
library-at-means = 均值单次推算
library-open = 打开
library-details = 查看该情景的全部信息
library-favourite = 收藏
library-favour = 加入收藏
library-unfavour = 取消收藏
library-select = 选择
library-select-page = 选择本页全部
library-select-all = 选择全部 { $count } 个
library-selected = 已选 { $count } 个
library-unselect = 取消选择
library-compare = 对比
library-compare-most = 请选择 { $least } 至 { $most } 个情景进行对比。
library-bulk-tag = 添加标签
library-bulk-untag = 移除标签
library-bulk-export = 导出
library-export-most = 一次最多导出 { $most } 个情景；如需全部内容，请备份整个情景库。
library-office-most = 演示文稿和工作簿最多容纳 { $most } 个情景。
library-export-left-out = 有 { $count } 个情景已无法运行，未包含在导出文件中。
library-tag-name = 标签名称
library-apply = 应用
library-cancel = 取消
library-delete = 删除
library-restore = 恢复
library-purge = 彻底删除
library-purge-sure = 历史版本也会一并删除，且无法恢复。
library-purge-one = 将删除该情景及其全部历史版本，且无法恢复。
library-previous = 上一页
library-next = 下一页
library-counted = 第 { $first }–{ $last } 个，共 { $total } 个
library-empty-found = 没有符合条件的情景。请清除筛选，或换个词搜索。
library-empty-bin = 回收站是空的。
library-empty-new = 库中目前没有情景；可查看回收站，或在模拟器中保存一个。
library-lost = 服务器没有响应，您刚才的操作可能没有生效，请重试。
library-deleted = { $count ->
    [1] 已移入回收站。
   *[other] 已将 { $count } 个情景移入回收站。
  }
library-restored = { $count ->
    [1] 已恢复到情景库。
   *[other] 已将 { $count } 个情景恢复到情景库。
  }
library-purged = { $count ->
    [1] 已彻底删除。
   *[other] 已彻底删除 { $count } 个情景。
  }
library-tagged = { $count ->
    [0] 无需改动：所选情景均已有标签“{ $tag }”。
   *[other] 已为 { $count } 个情景添加标签“{ $tag }”。
  }
library-untagged = { $count ->
    [0] 无需改动：所选情景均没有标签“{ $tag }”。
   *[other] 已从 { $count } 个情景中移除标签“{ $tag }”。
  }
library-import = 导入
library-import-text = 可导入一个或多个以 JSON 导出的情景，或其压缩包。结果会重新计算；名称已被占用的会加上编号。
library-import-label = 情景文件
library-upload-choose = 选择文件
library-upload-limit = { $kinds } · 单个情景不超过 { $limit } MB
library-imported = 已保存为“{ $name }”。
library-report = 导入结果
library-report-count = 共 { $count } 个文件，已保存 { $done } 个。
library-report-close = 关闭
error-import-backup = 这是整个情景库的备份，请在“备份”中恢复。
error-import-many = 压缩包中的文件超过 { $limit } 个，请分批导入。
error-import-archive = 压缩包已损坏，或有密码保护。
library-backup = 备份
library-backup-text = 一个文件，包含全部情景及其历史、回收站、假设集、讲述、书签和实际数据。
library-backup-do = 下载备份
library-backup-file = 情景库 { $date }.zip
library-restore-text = 恢复时会并入现有内容，不会改动或丢失库中已有的内容。
library-restore-label = 要恢复的备份
library-restore-found = 含 { $count } 个情景，备份于 { $time }。
library-restore-do = 恢复备份
# 单个情景
library-one-short = “{ $name }”{ $year } 年营收 <b>{ $revenue }</b>，{ $sense ->
    [most] 比
   *[least] 距
  } { $target }的目标<em>{ $against }</em>{ $chance }。
library-one-above = “{ $name }”{ $year } 年营收 <b>{ $revenue }</b>，比 { $target }的目标<b>{ $against }</b>{ $chance }。
library-one-met = “{ $name }”{ $year } 年营收 <b>{ $revenue }</b>，<b>{ $against }</b>（目标 { $target }）{ $chance }。
library-one-chance = ，达标概率：{ $chance }
library-number = { $year } 年{ $measure }
library-now = 现为 { $value }
library-back = 情景库
library-open-simulator = 在模拟器中打开
library-more = 更多
library-duplicate = 复制
library-duplicated = 这是副本“{ $name }”。
library-since-title = 保存之后的变化
library-since-subtitle = 保存时的数字保持不变；打开情景时会按当前的规划、模型和假设重新计算。
library-then = 保存时
library-today = 现在
library-picture-title = { $year } 年营收 { $revenue }
library-picture-subtitle = 营收，{ $unit }/年 · 先为实际值，后为模拟值
path-point = { $year } 年：{ $value }
path-end = { $name } { $value }
library-about-title = 情景信息
library-origin = 第 { $revision } 版，{ $updated } · { $author }创建于 { $created }
library-nobody = 未署名作者
library-note = 备注
library-tags = 标签
library-tags-hint = 选择或输入标签
library-about-save = 保存修改
library-changed = 已保存。
library-provenance = 规划 { $plan }（{ $edition }）· 假设集：{ $set } · 模型 { $model } · 随机种子 { $seed } · { $draws } 次模拟 · 情景 { $hash }
library-history-title = 共 { $count } 个版本
library-history-subtitle = 每次改动都会保留；任意两个版本可以对比，任一版本可以重新设为最新
library-history-all = 显示全部 { $count } 个
library-revision = 版本
library-action = 操作
library-by = 操作人
library-at = 时间
library-overtook = 基于第 { $revision } 版修改，其间另有他人保存
library-reverted-to = 恢复到第 { $revision } 版
library-action-create = 新建
library-action-save = 保存
library-action-duplicate = 复制
library-action-import = 导入
library-action-rename = 重命名
library-action-annotate = 修改备注
library-action-tag = 修改标签
library-action-favourite = 更改收藏
library-action-delete = 移入回收站
library-action-restore = 从回收站恢复
library-action-revert = 恢复旧版本
library-revision-label = 第 { $revision } 版 · { $what }
library-from = 对比版本
library-to = 与版本
library-revert = 将第 { $revision } 版设为最新
library-reverted = 第 { $revision } 版已重新设为最新，其他版本均已保留。
library-same-revision = 两边是同一版本，请另选一个版本查看差异。
library-no-difference = 这两个版本没有差异。
library-revision-short = 第 { $revision } 版
library-what = 差异项
library-diff = 两个版本的差异
library-diff-results = 结果
library-diff-inputs = 输入
library-diff-texts = 名称、备注、标签
library-yes = 是
library-no = 否
library-comma = {"、"}
library-family-title = 来源与衍生
library-family-subtitle = 副本会记住自己源自哪个版本
library-family-from = 以其第 { $revision } 版为起点
library-family-made = 源自第 { $revision } 版
library-family-gone = 一个已被彻底删除的情景
library-opened-notes = “{ $name }”保存之后有以下变化：
# 保存与打开
save-tags = 标签（可不填）
save-tags-hint = 选择或输入标签
save-person = 作者（可不填）
save-person-help = 由谁保存；关闭窗口前一直保留
save-how = 保存方式
save-update = 更新“{ $name }”（存为第 { $revision } 版）
save-over = 接续其后存为第 { $revision } 版；对方的版本保留在历史中
save-new-numbered = 另存为新情景；“{ $name }”已被占用，名称会加上编号
save-apart = 将另存为新情景；“{ $name }”保持不变。
save-gone = 您打开的“{ $name }”已被移入回收站，保存时将另存为新情景。
save-somebody = 其他人或另一窗口
save-overtaken = “{ $name }”在您打开之后已有新版本：第 { $revision } 版，由{ $who }保存。您当前的设定不含其中的改动。
save-done-numbered = 已保存为“{ $name }”（“{ $wanted }”已被占用）。
save-done-revision = 已将“{ $name }”存为第 { $revision } 版。
save-done-overtook = 已将“{ $name }”存为第 { $revision } 版。其间他人保存了第 { $other } 版，两个版本都在历史中。
open-title = 打开已存情景
open-search = 搜索情景库
open-none = 没有符合条件的情景。
open-empty = 尚未保存任何情景。
open-more = 库中另有 { $count } 个
open-library = 前往情景库
open-line = { $revenue } · { $against } · { $time }
opening-changed = 按“{ $name }”（保存后有改动），
action-open = 打开已存情景
backup-plans = 新增或更新了 { $count } 份规划。
library-renew = 用最新版本打开
library-renew-help = 用规划的最新版本打开同样的输入。再次保存之前，已存情景不变。
cli-command-library-check = 检查情景库：数据块、记录与校验值
