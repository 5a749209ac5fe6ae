"""取得: the only room with sockets. It asks for addresses the user named, and for nothing else."""
