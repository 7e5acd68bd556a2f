#!/bin/sh
# Ahead of an upgrade and of removal. The running program reads its modules from its own file as
# it comes to need them: exchanged under its hands it would stumble, in the middle of somebody's
# work. Nothing is changed then; dpkg leaves the version that is there.
set -e

case "$1" in
  upgrade | remove) ;;
  *) exit 0 ;;
esac

for program in /proc/[0-9]*/exe; do
  if [ "$(readlink "$program" 2>/dev/null)" = /opt/jyguide/jyguide ]; then
    echo "暨阳指导正在运行，没有升级或卸载，程序和数据都没有改动。请先关闭所有用户的暨阳指导窗口，再试一次。" >&2
    exit 1
  fi
done
exit 0
