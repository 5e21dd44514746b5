"""Guidance (情形引导, 精准办事指南): from answers to a plan, its pictures' data and its printed notice. No tables.

Source: 国务院关于在线政务服务的若干规定 (一次告知); 国办发 on 高效办成一件事 (情形引导, 自主选择).
"""
