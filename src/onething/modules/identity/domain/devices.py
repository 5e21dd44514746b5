"""What a browser calls itself, in the words people have for their devices. Pure."""

SYSTEMS = (
    ("HarmonyOS", "鸿蒙设备"),
    ("Android", "安卓设备"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Windows", "Windows 电脑"),
    ("Macintosh", "苹果电脑"),
    ("Linux", "Linux 电脑"),
)
# Each calls itself by the names of those below it, too.
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("AlipayClient", "支付宝"),
    ("Edg", "Edge 浏览器"),
    ("Firefox", "火狐浏览器"),
    ("Chrome", "Chrome 内核的浏览器"),
    ("Safari", "Safari 浏览器"),
)


def device_words(agent: str) -> str:
    """苹果手机，微信; what is not known stays as it calls itself."""
    known = (next((words for mark, words in marks if mark in agent), "") for marks in (SYSTEMS, BROWSERS))
    return "，".join(filter(None, known)) or agent
