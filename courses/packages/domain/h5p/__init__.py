"""The H5P format in pure Python: no Django, no database, no network.

Written from the published format and from what real packages do; nothing of H5P's own code is in it.
"""
