"""The one page a person sees: what is paid, and two buttons. No script, one style sheet."""

from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from onething_simulators.messages import Reply

FOLDER = Path(__file__).parent
PAY = Template((FOLDER / "pay.html").read_text(encoding="utf-8"))
BUTTONS = (
    '<form method="post" action="/pay"><input type="hidden" name="id" value="{id}">'
    '<div><button class="deed" type="submit" name="act" value="paid">支付成功</button></div>'
    '<button class="quiet" type="submit" name="act" value="failed">支付失败</button></form>'
)
OVER = '<p>这一笔已经结束（{said}），不能再付。<a href="{back}">返回原网站</a></p>'
WORDS = {"paid": "已付成", "failed": "没有付成", "expired": "过了支付时间"}


def pay_page(*, payment_id: str, subject: str, amount_fen: int, state: str, return_url: str) -> Reply:
    """The purchase with its buttons, or what became of it."""
    ended = OVER.format(said=WORDS.get(state, ""), back=escape(return_url))
    page = PAY.substitute(
        subject=escape(subject),
        amount=f"{amount_fen // 100}.{amount_fen % 100:02}",
        act=BUTTONS.format(id=escape(payment_id)) if state == "waiting" else ended,
    )
    target = urlsplit(return_url)
    # Browsers apply form-action to where a posted form is redirected, so the caller's origin must be in it.
    policy = (
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {target.scheme}://{target.netloc}"
    )
    headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}
    return Reply(body=page.encode(), content_type="text/html; charset=utf-8", headers=headers)
