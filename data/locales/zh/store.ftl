# 情景库。problem、detail、path 由系统给出。
error-store-locked = 情景库 { $path } 正被另一个程序占用（进程 { $process }：{ $command }）。请关闭该程序，或直接在其中操作。在此之前模拟器可以照常使用，但无法保存。
error-store-full = { $folder } 空间不足，本次操作未保存任何内容，此前保存的内容完好无损。请清理空间后重新保存。
error-store-wal = 情景库的变更日志 { $wal } 已损坏，程序未改动情景库。请先备份这两个文件，再移走日志后重试；仅存在于日志中的改动将会丢失。
error-store-cut = 情景库的变更日志 { $wal } 比最后一次保存完成时短了 { $missing } 字节，至少有一次保存已经缺失。程序未改动情景库。如有备份，请先放回日志；如要放弃缺失的内容继续使用，请删除 { $mark }。
error-store-not-a-library = { $path } 不是情景库，程序未改动该文件。请将 SCENARIO_DB 设为其他位置，或移走该文件。
error-store-foreign = { $path } 是其他程序的 DuckDB 文件，程序未改动该文件。请将 SCENARIO_DB 设为其他位置。
error-store-newer = { $path } 由更新版本的程序写入（库版本 { $found }，本程序支持到 { $known }）。请升级程序；情景库未被改动。
error-store-engine = { $path } 由当前 DuckDB 无法读取的版本写入。请按 requirements.txt 安装依赖；情景库未被改动。
error-store-corrupt = 情景库 { $path } 已损坏（{ $detail }），程序未改动该文件。请先留存副本，再恢复备份，或移走该文件以新建情景库。
error-store-not-writable = 没有写入情景库 { $path } 的权限。请修改该文件及其文件夹的权限，或将 SCENARIO_DB 设为您可写的位置。在此之前模拟器可以照常使用，但无法保存。
error-store-directory = { $path } 是文件夹，而情景库应是一个文件。请将 SCENARIO_DB 设为该文件夹中的某个文件名。
error-store-folder = 无法使用或创建情景库所在的文件夹 { $folder }。请将 SCENARIO_DB 设为可用的位置。
error-store-failed = 情景库 { $path } 报告了问题：{ $detail }。本次操作未保存任何内容。
error-store-server = 无法连接情景库的数据库 { $place }：{ $detail }。请检查 DATABASE_URL 以及服务器是否在运行。在此之前可以继续推演，但无法保存。
error-store-server-address = { $place } 不是 PostgreSQL 数据库地址（postgresql://用户:密码@主机:端口/数据库）。改正之前可以继续推演，但无法保存。
error-store-server-failed = 情景库的数据库 { $place } 报告了问题：{ $detail }。本次操作未保存任何内容。
error-copy-occupied = { $place } 中已有情景库（{ $scenarios } 个情景），未复制任何内容。请指定一个空数据库或尚不存在的文件。
error-copy-differs = { $place } 中的副本在 { $tables } 上与原库不一致，请勿使用。
error-copy-itself = { $place } 就是当前情景库，请指定另一个位置。
error-store-replaced = 情景库 { $path } 在使用期间被其他程序删除或替换，本次操作未保存任何内容。此前保存的全部内容已另存到 { $copy }；请将 SCENARIO_DB 指向该文件，或将其放回原处。
error-store-unknown = 没有名为“{ $name }”的已存情景。
error-store-unknown-in-bin = 回收站中没有名为“{ $name }”的情景。
error-store-revision = 情景 { $name } 没有第 { $revision } 版。
error-store-ambiguous = 回收站中有多个名为“{ $name }”的情景，请改用编号指定：{ $ids }。
error-store-name-empty = 情景必须有名称：至少一个看得见的字、数字或符号。
error-store-overtaken = “{ $name }”在此期间已被他人保存（第 { $revision } 版）；本次未保存。
error-store-name-taken = 已有名为“{ $name }”的情景，请换一个名称。
error-store-long = { $what ->
    [name] 名称
    [note] 备注
    [tag] 标签
   *[author] 作者名
  }有 { $length } 个字符，最多允许 { $limit } 个。
error-store-characters = { $what ->
    [name] 名称
    [note] 备注
    [tag] 标签
   *[author] 作者名
  }中含有无法保存的字符（{ $code }），请删除。
error-store-tags = 标签有 { $count } 个，最多允许 { $limit } 个。
error-store-set-reserved = “{ $name }”是规划自带的假设集，请为自建假设集另取名称。
error-store-set-unknown = 没有名为“{ $name }”的假设集。现有假设集：{ $allowed }。
error-import-size = 文件超过 { $limit } MB，不可能是情景文件。
error-import-json = 该文件不是情景文件：不是有效的 JSON，或内容不完整。
error-import-foreign = 该文件是 JSON，但不是本程序导出的情景。
error-import-newer = 该文件由更新版本的程序导出（格式版本 { $found }，本程序支持到 { $known }）。请升级程序后再导入。
error-import-damaged = 情景文件的“{ $key }”处已损坏。
error-import-key = 情景文件中有未知的键“{ $key }”。
error-import-missing = 情景文件缺少“{ $key }”。
error-import-plan = 该情景属于规划“{ $plan }”，此处没有该规划。现有规划：{ $allowed }。
store-changed-renamed = 调节项 { $before } 现已更名为 { $after }，取值已沿用。
store-changed-plan = 保存之后规划已有变动（当时 { $then }，现在 { $now }）。
store-changed-model = 保存之后模型已有变动（当时版本 { $then }，现在版本 { $now }）。
store-changed-assumptions = 有 { $count } 项假设的取值与保存时不同：{ $named }{ $more ->
    [0] 。
   *[other] {" "}等，另有 { $more } 项。
  }
store-changed-set = 假设集“{ $name }”在保存之后被修改过；本情景沿用保存时的取值。
store-changed-cannot-run = 该情景已无法重新运行，只显示保存时的结果：{ $problem }
store-changed-same-numbers = 结果与保存时逐位相同。
store-changed-numbers = { $year } 年营收保存时为 { $then }，现在为 { $now }。
store-changed-means = 保存的结果是按所选假设集均值所作的单次运行；现在的单次运行一律按规划承诺推算，不随所选假设集而变。
store-changed-machine = 规划、模型和假设均未变动，但结果有细微差异：不同的处理器或数值库版本舍入方式不同。
store-import-renamed = 名称“{ $before }”已被占用，导入的情景改名为“{ $after }”。
store-import-plan = 该文件基于规划的另一版本（{ $then }，此处为 { $now }），结果已重新计算。
store-import-model = 该文件基于模型的另一版本（{ $then }，此处为 { $now }），结果已重新计算。
store-import-numbers = 文件中的结果与此处计算的结果不一致，已保存此处计算的结果。
store-changed-plan-kept = 规划已有新版本（{ $now }）。此情景仍采用保存时的版本（{ $then }）及其结果。
error-store-plan-taken = “{ $plan }”是程序自带或服务器文件夹中的规划。请换一个标识再导入。
error-store-plan-shipped = “{ $plan }”是程序自带或服务器文件夹中的规划，不能从列表中移除。
error-store-plan-unknown = 情景库中没有规划“{ $plan }”。
store-changed-numbers-renewed = 保存时 { $year } 年营收为 { $then }；按规划最新版本计算为 { $now }。
library-check-sound = 情景库完好：共 { $scenarios } 个情景、{ $revisions } 个版本、{ $runs } 次运算；所有数据块均可读取，校验值全部一致。
library-check-revisions = 版本 { $what } 缺少对应的运算。
library-check-results = 运算 { $what } 的结果没有归属。
library-check-runs = 运算 { $what } 没有结果。
library-check-gaps = 情景 { $what } 缺少若干版本。
library-check-hash = 运算 { $what } 的输入与其校验值不符。
library-check-unreadable = 数据表 { $what }。
error-library-check = 情景库存在 { $count } 处问题：{ $findings }
error-import-together = 文件合计超过 { $limit } MB，请将其余文件分次导入。
error-backup-file = { $file } 不是普通文件。
