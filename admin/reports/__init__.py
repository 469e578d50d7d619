"""What happened on the line, one question a page, its formula beside the figure."""
