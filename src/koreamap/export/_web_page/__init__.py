"""The web page that stands alone: its modules bundled, its data gathered, its quotations cut to the rights."""
