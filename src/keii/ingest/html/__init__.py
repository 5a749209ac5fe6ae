"""網頁: the bytes of a web page -> `Page`, its clips. No sockets, no files, no clock."""
