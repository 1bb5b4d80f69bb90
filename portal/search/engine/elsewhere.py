"""What citizens ask a district for though others handle it: police, courts, taxes, banks …

Bodies outside the lists, each with words that belong to it. A word only speaks for them where the
best entry found does not itself speak of it.
"""

_WORDS = """
公安机关 报警 报案 派出所 公安局 交警 身份证 护照 通行证 签证 驾照 驾驶证 行驶证 车管所 上户口 落户 迁户口 改名字 无犯罪记录 扣分 电子眼 追尾 车祸 肇事 酒驾 被偷 小偷 偷了 盗窃 抢劫 诈骗 骗子 被骗 打架 斗殴 走失 失踪 养狗 狗证 卖淫 绑架 传销
税务局 税务 个税 所得税 增值税 契税 车船税 房产税 纳税 报税 退税 完税 发票 开票 滞纳金
人民法院 法院 起诉 开庭 判决 上诉 诉讼费 传票 强制执行 老赖 失信 限高 保护令 离婚官司
人民检察院 检察院 抗诉 公诉 批捕
市场监督管理部门 工商局 市场监管 质监局 营业执照 注册公司 公司注销 商标 电梯 特种设备 缺斤少两 退一赔三 三包 网购 网上买 退货 消费者协会 条形码
生态环境部门 环保局 环评 尾气 噪音 噪声 打桩 吵得
自然资源部门 国土局 不动产 房产证 土地证 过户 产权证
公积金管理中心 公积金
供电公司 停电 电费 电表 电压
燃气公司 天然气 煤气 燃气
交通运营单位 公交车 公交卡 地铁 火车 高铁 动车 飞机 航班 航空
邮政和快递企业 快递 包裹 邮局 邮政
电信企业 宽带 手机卡 话费 流量 网速 基站 骚扰电话
金融机构 银行卡 信用卡 房贷 车贷 征信 股票 炒股 理财 保险公司 车险 定损 网贷
海关 海关 报关 清关
气象部门 天气 气温
网络平台 微信 支付宝 抖音 淘宝 游戏
法律规定的其他机关 民法典 刑法 反家庭暴力
"""
_BODIES = {
    word: body for body, *words in map(str.split, _WORDS.strip().splitlines()) for word in words
}


def elsewhere(matter, found):
    """(word, body) pairs of what in a folded matter belongs to others (tuple).

    ``found`` is the folded text of the entry that fits best.
    """
    return tuple(
        (word, body) for word, body in _BODIES.items() if word in matter and word not in found
    )
