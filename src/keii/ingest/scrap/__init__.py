"""切り抜き帳: a text page into which articles were pasted one after another -> its clips."""
