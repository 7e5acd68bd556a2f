"""安装更新: a newer release from a file on a stick, and what came of it."""
