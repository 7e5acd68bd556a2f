"""电脑体检: whether this PC is fit for the work, in sentences that say what to do."""
