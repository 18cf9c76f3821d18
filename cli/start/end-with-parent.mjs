// Loaded before the program of a supervised process: when its parent is gone, even by kill -9, it ends as if asked to.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
