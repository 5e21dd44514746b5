"""`settings.md`: every variable of the environment that the settings read, found in their source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from onething.project.demonstration import SIMULATED
from onething.project.documents.sources import trees
from onething.project.documents.tables import code, page, table

KINDS = {"read_switch": "开关", "read_list": "逗号分隔", "read_count": "整数", "read_secret": "文本", "_read": "文本"}
PLACES = ("project/settings.py", "modules/identity/settings.py", "modules/clients/settings.py")
FROM_FILE = frozenset({"read_secret", "_read"})

# What each variable means to whoever deploys the house; a test compares the names with those the settings read.
MEANINGS = {
    "ONETHING_API_PER_MINUTE": "一个接入系统每分钟最多请求接口多少次",
    "DATABASE_URL": "数据库地址，postgres://… 或 sqlite:///…；不设时用数据文件夹里的嵌入式数据库",
    "ONETHING_BEHIND_PROXY": "前面有一层反向代理：采信它转来的协议和客户端地址",
    "ONETHING_CITIZEN_IDLE_MINUTES": "群众登录后多少分钟没有操作就退出",
    "ONETHING_CLAMD": "病毒扫描 clamd 的地址，主机:端口 或套接字文件的路径；不设时不扫描。设了而它不回答时，不接收上传",
    "ONETHING_CONSULTATION_DAYS": "网上咨询和预审几个工作日内答复，从提出的第二天起算；由当地定",
    "ONETHING_DATA": "数据文件夹：嵌入式数据库、文件、密钥、静态文件",
    "ONETHING_DEBUG": "开发用的调试页面；正式运行不能打开",
    "ONETHING_DEMO": "演示环境：自动生成密钥、使用模拟外部系统和虚构城市",
    "ONETHING_DEMO_CITY": "演示环境启动时装载几百件虚构的办件；关掉就只有账号和事项",
    "ONETHING_DEPARTMENT_SYSTEMS": "哪些部门由自己的业务系统办理（connector）或二次录入（rekey），JSON；没有写的部门都在本平台审查。写法见部门系统对接指南",
    "ONETHING_DRAFT_DAYS": "草稿最后一次保存后保留多少天",
    "ONETHING_FILES": "上传文件和文书的存放处；不设时在数据文件夹的 files",
    "ONETHING_FOUR_EYES": "四眼原则：在后台公布事项包的人不能是做草稿的人；命令行按系统身份，不受此限",
    "ONETHING_HOSTS": "允许的主机名",
    "ONETHING_HTTPS": "对外使用 HTTPS：Cookie 只在加密线路上发送，并发送 HSTS",
    "ONETHING_MASTER_KEY": "个人信息加密的主密钥",
    "ONETHING_METRICS_TOKEN": "采集 /metrics 要出示的令牌；不设时只有本机能采集",
    "ONETHING_MOST_DRAFTS": "同一位申请人（个人或单位）最多同时有多少份没有提交的草稿",
    "ONETHING_OIDC_CLIENT_ID": "在身份认证平台登记的客户端编号",
    "ONETHING_OIDC_CLIENT_SECRET": "在身份认证平台登记的客户端密钥",
    "ONETHING_OIDC_ISSUER": "身份认证平台的地址；不设时群众不能登录",
    "ONETHING_ORIGINS": "除本站外可以提交表单的来源",
    "ONETHING_PASSWORD_PROFILE": "工作人员密码规则：long（只看长度）或 complex（混合字符）",
    "ONETHING_PAYMENT_SECRET": "与支付平台约定的签名密钥，whsec_ 开头；支付通知凭它采信",
    "ONETHING_PAYMENT_TOKEN": "支付平台的访问令牌",
    "ONETHING_PAYMENT_URL": "支付平台的地址；不设时不开通网上支付，到窗口缴费",
    "ONETHING_PICK_UP_DAYS": "办好的结果在窗口保管多少天，印在取件凭证上；没有全国统一规定，由当地定",
    "ONETHING_POPULATION_TOKEN": "人口库的访问令牌",
    "ONETHING_POPULATION_URL": "人口库的地址；不设时表单不预填",
    "ONETHING_PUBLISH_PROMISES": "公开承诺与兑现：在公开页面列出没有兑现承诺的企业；不设时不公开。自然人从不公开",
    "ONETHING_PUBLIC_URL": "对外网址，印在文书的二维码里",
    "ONETHING_RATING_CHANGE_DAYS": "评价以后多少天内申请人可以改，以最后一次为准；GB/T 39735 的时效规定待核，由当地定",
    "ONETHING_REQUEST_LOG": "每个请求在标准输出记一行 JSON，不含网址参数和个人信息",
    "ONETHING_REVIEW_APART": "审查和决定必须是两个人的部门，写部门编码，逗号分隔；* 是全部部门",
    "ONETHING_SEAL_WITNESS": "日志封存见证文件的位置；宜放在另一台设备上",
    "ONETHING_SECRET_KEY": "会话和标记的签名密钥",
    "ONETHING_SESSION_HOURS": "一次登录最长多少小时",
    "ONETHING_MESSAGE_DAYS": "看过的消息保留多少天，从告知那天起算；没看过的不删。消息不是送达，文书和送达回证另外保存",
    "ONETHING_SMS_SIGNATURE": "短信开头【】里的签名，2 到 8 个字，要先在通道报备",
    "ONETHING_SMS_TOKEN": "短信通道的访问令牌",
    "ONETHING_SMS_URL": "短信通道的地址；不设时不发短信，消息只在“我的消息”里",
    "ONETHING_STAFF_IDLE_MINUTES": "工作人员登录后多少分钟没有操作就退出",
    "ONETHING_STATIC": "收集好的静态文件放在哪里；不设时在数据文件夹的 static，容器镜像里是做好的",
    "ONETHING_UPLOAD_CLIENT_ID": "在国家平台登记的客户端编号",
    "ONETHING_UPLOAD_CLIENT_SECRET": "在国家平台登记的客户端密钥",
    "ONETHING_UPLOAD_MAPPING": "办件归集的字段和代码对照表（YAML 文件的位置）；不设时用自带的，其中待核的以当地接口规范为准",
    "ONETHING_UPLOAD_URL": "国家平台办件归集接口的地址；不设时不上传",
    "ONETHING_WEBHOOK_NETWORKS": "除公网外，事件通知（webhook）可以送到的内部网段（CIDR，例如政务外网）；本机和链路本地地址永远不行",
    "ONETHING_WEB_PLACES": "每个网站进程同时处理多少个请求；多出来的排队，新来的人看到“现在人多，请稍等”",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One variable as the source reads it."""

    name: str
    kind: str
    default: str
    from_file: bool


def settings_page() -> str:
    """The page."""
    rows = [
        (code(v.name), v.kind, code(v.default), code(SIMULATED.get(v.name, "")), MEANINGS.get(v.name, ""))
        for v in variables()
    ]
    return page(
        "环境变量",
        "全部设置都来自环境变量。类型为“文本”的，也可以用 `名称_FILE` 指向一个文件，密钥宜这样给。开关写 1、true、yes 或 on。",
        table(("名称", "类型", "默认", "演示默认", "含义"), rows),
    )


def variables() -> list[Variable]:
    """All of them by name."""
    found = {variable.name: variable for place, tree in trees() if place in PLACES for variable in _read_in(tree)}
    return [found[name] for name in sorted(found)]


def _read_in(tree: ast.Module) -> Iterator[Variable]:
    """Calls of the reading functions; a fallback after `or` is the default."""
    fallbacks = dict(_fallbacks(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=reader), args=[ast.Constant(value=str(name)), *more]) if reader in KINDS:
                default = fallbacks.get(id(node), "") or _default(node, more)
                yield Variable(name=name, kind=KINDS[reader], default=default, from_file=reader in FROM_FILE)


def _fallbacks(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.BoolOp(op=ast.Or(), values=[ast.Call() as call, other]):
                yield id(call), _shown(other)


def _default(node: ast.Call, more: list[ast.expr]) -> str:
    given = [*more, *(word.value for word in node.keywords if word.arg == "default")]
    return _shown(given[0]) if given else ""


def _shown(node: ast.expr) -> str:
    """A literal as people write it in the environment; an expression as it stands."""
    match node:
        case ast.Constant(value=value):
            return str(value)
        case ast.Tuple(elts=parts):
            return ",".join(_shown(part) for part in parts)
        case _:
            return ast.unparse(node).replace("'", "")
