"""Papers (文书): numbered, sealed, verifiable notices and decisions; each made once and kept unchanged.

Source: 行政许可法 第三十二、三十八条 (书面凭证, 说明理由, 救济); layout after the habits of GB/T 9704 (待核).
"""
