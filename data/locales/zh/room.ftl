# 研讨会：人人参与的房间
error-room-question = 无法提出该问题：{ $place } 不符合要求。
error-room-answer = 该答案不适用于此问题，请检查数值及其先后顺序。
error-room-event = 本场研讨会不支持“{ $kind }”。
error-room-ended = 本场研讨会已结束。
error-room-full = 本场研讨会的 { $limit } 个席位已满。
error-room-rounds = 一场研讨会最多提出 { $limit } 个问题。
error-room-seat = 未找到该席位，请重新加入。
error-room-closed = 该问题已停止作答。
error-room-changes = 答案最多可修改 { $limit } 次。
error-room-step = 当前无法执行该操作。
error-room-decision = 决定最多 { $limit } 个字符。
error-room-actual = 实际结果须为问题范围内的数值，来源说明最多 200 个字符。
error-room-lever = “{ $id }”不能在研讨会中调整。可选：{ $allowed }。
error-store-room-unknown = 情景库中没有研讨会“{ $name }”。
