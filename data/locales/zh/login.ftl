# 访问者：登录、角色、共享范围。
error-person-login = 登录已失效。请重新载入页面登录；当前设置已保存在网址中。
error-person-author = 您的角色是“查看者”：可以查看与您共享的内容，但不能修改情景库。
error-person-owner = 此操作涉及整个情景库，仅限“所有者”。
error-person-role = 您已以 { $id } 登录，但尚未获得任何角色。请联系本服务的所有者。
error-login-file = { $file } 中的登录配置无法使用：{ $problem }。
error-login-secret = 启用登录需要设置 { $name }：一个足够长的密钥，且各进程必须一致。
error-login-provider = 登录未成功（{ $problem }）。请返回首页重试。
login-left = 您已退出登录。重新载入首页即可再次登录。
login-name = 已登录：{ $name }（{ $role ->
    [viewer] 查看者
    [author] 作者
   *[owner] 所有者
}）
login-leave = 退出登录
error-space-keeper = 只有“{ $name }”的保管人（{ $keeper }）或所有者才能决定谁可以看到它。
error-space-group = 您不属于“{ $group }”组，不能与该组共享。
error-space-plan = 已有他人的情景基于规划“{ $name }”，因此不能对其隐藏。请改用另一个编号复制一份。
error-store-set-kept = 已有一个您看不到的假设集名为“{ $name }”，请换一个名称。
error-store-plan-kept = 已有一个您看不到的规划使用编号“{ $plan }”，请用另一个编号导入。
space-label = 谁可以看到
space-help = 本服务的所有者可以看到全部内容。以后可在其列表中更改。
space-everyone = 所有人
space-alone = 仅自己
space-of = 仅{ $name }
space-moved = “{ $name }”的可见范围已改为：{ $who }。
space-kept = 可见范围：{ $who }。由{ $keeper }决定。
