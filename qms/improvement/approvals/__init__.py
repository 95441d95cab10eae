"""A sponsor's word before testing begins, in organisations that want one."""
