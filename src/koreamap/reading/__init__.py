"""Read files of other people's making: a file in, its text with headings, paragraphs, notes and pages out.

`read_document_file` does it in a process of its own, which may use so much time and memory and no network.
"""
