/**
 * Loaded before a child's own program (`node --import`): when the parent is gone, however it ended,
 * the channel to it closes, and the child ends as if asked to.
 */
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20_000).unref();
});
process.channel?.unref();
