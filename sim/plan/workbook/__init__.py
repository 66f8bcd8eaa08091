"""A plan as a workbook: one table of sheets and columns drives what is written and how it is read back.

The pack itself travels along in a hidden sheet; what cells say differently is applied to it. So a workbook that
nobody changed is the very same plan, and a changed one keeps everything that no cell speaks of.
"""
