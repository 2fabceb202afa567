"""常规事项: begun, made task by task, changed, looked at."""
