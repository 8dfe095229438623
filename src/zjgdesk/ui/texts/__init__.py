"""The parts of 文书模板: the kinds of texts, the editor, what a text may name, the page beside it."""
