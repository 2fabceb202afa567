x = 1
count = burst = timers = start = lists = memory = None
