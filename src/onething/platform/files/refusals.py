"""Why an upload is refused: a code for programs, and for people what is wrong and what to do next."""

from collections.abc import Mapping
from types import MappingProxyType

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "upload.empty": "文件是空的(0 字节)。请确认文件能正常打开后重新上传。",
        "upload.too_large": "文件超过 10 MB。请压缩、降低扫描分辨率，或分成几个文件上传。",
        "upload.type": "只接收 JPG、PNG 图片和 PDF、OFD 文件，这个文件的内容不是其中任何一种。请转换格式后重新上传。",
        "upload.type_mismatch": "文件名的后缀与文件内容不一致。请用原来的程序另存为正确的格式后重新上传。",
        "upload.pixels": "图片尺寸过大(超过 5000 万像素)。请缩小后重新上传。",
        "upload.image_damaged": "图片已损坏，打不开。请重新拍照或扫描后上传。",
        "upload.pdf_damaged": "PDF 已损坏，打不开。请重新导出或扫描后上传。",
        "upload.pdf_encrypted": "PDF 设有密码或加密，工作人员无法查看。请去掉密码后重新上传。",
        "upload.pdf_active": "PDF 内含脚本、自动动作或多媒体，为安全起见不能接收。请打印成普通 PDF 后重新上传。",
        "upload.pdf_attachments": "PDF 里嵌有其他文件，为安全起见不能接收。请把每个文件分别上传。",
        "upload.pdf_pages": "PDF 超过 300 页。请分成几个文件上传。",
        "upload.ofd_damaged": "OFD 已损坏，打不开，或者里面的内容不全。请重新导出后上传。",
        "upload.ofd_encrypted": "OFD 设有密码或加密，工作人员无法查看。请去掉密码后重新上传。",
        "upload.ofd_active": "OFD 内含动作、多媒体或外部引用，为安全起见不能接收。请重新导出，或打印成普通 PDF 后上传。",
        "upload.ofd_attachments": "OFD 里嵌有其他文件，为安全起见不能接收。请把每个文件分别上传。",
        "upload.tail": "文件末尾夹带了其他内容，为安全起见不能接收。请重新导出后上传。",
        "upload.infected": "文件里查出病毒，不能接收。请用杀毒软件检查电脑或手机，再重新拍照、扫描后上传。",
        "upload.not_scanned": "病毒检查暂时用不了，文件没有接收；已经填好、传好的都在。请过几分钟再上传。",
        "upload.too_heavy": "文件太复杂，在规定时间内无法安全检查。请重新拍照、扫描或打印成普通 PDF 后上传。",
    }
)


class UploadRefused(Exception):
    """The upload was refused; `code` is one of REASONS and the text is for people."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(REASONS[code])
