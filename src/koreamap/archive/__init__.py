"""An archive of texts: linked by many processes and, where it was stopped, from there on; then asked by place and time.

`job` links files and folders into one file; `chunks` deals the files out, `linking` makes the rows of one chunk,
`parts` keeps what is finished, `joining` puts it together, with an index of `words`. `asking` answers questions to that
file, `find` prints them.
"""
