"""Why the system refused a file, in words for a clerk."""

import errno

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个目录",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EEXIST: "已有同名的文件",
    errno.EISDIR: "这是一个目录",
    errno.ENAMETOOLONG: "名称太长",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EROFS: "磁盘只能读，不能写",
    errno.EIO: "磁盘读写出错",
}


def reason(error):
    """Why an OSError was raised (str), in the system's own words if it is none of the usual."""
    return _REASONS.get(error.errno, error.strerror)
