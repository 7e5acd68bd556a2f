"""A newer release that comes on a stick: signed, looked at, and put in the place of this one."""
