"""What the system does not let us do with a file, in the words of whoever asked.

Owns: a few plain words for each way in which a file cannot be read or written. Refuses: naming the file,
which whoever asks for it knows, and databases (`faults`).
"""

import errno

_FILE = {
    errno.ENOENT: "there is no such file or folder",
    errno.EACCES: "this account may not open it, or another program has it open",
    errno.EPERM: "this account may not open it",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "what should be a folder on its way is a file",
    errno.EEXIST: "there is something of that name already",
    errno.ENOTEMPTY: "the folder is not empty",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EFBIG: "it would be larger than this system or account may write",
    errno.EROFS: "its disk can be read and not written",
    errno.EIO: "its disk cannot be read or written",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EINVAL: "its name is none that this system knows",
    errno.ELOOP: "its links lead in a circle",
    errno.EBUSY: "something else uses it",
    errno.ETXTBSY: "something else uses it",
    errno.EXDEV: "it cannot be moved to another disk",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENOMEM: "there is not enough memory",
    errno.ENXIO: "it is no file",
    errno.ENODEV: "it is no file",
    errno.ESTALE: "its disk is away",
    errno.ETIMEDOUT: "its disk does not answer",
    errno.EHOSTDOWN: "its disk does not answer",
}


def file_fault(error: OSError) -> str:
    """Say in a few words why a file or folder cannot be read or written."""
    known = _FILE.get(error.errno or 0)
    return known or f"the system does not allow it{f' (error {error.errno})' if error.errno else ''}"


def file_sentence(error: OSError) -> str:
    """Say which file cannot be read or written, as the error names it, and why."""
    return f"{error.filename or 'A file'}: {file_fault(error)}"
