/** Loaded into a server's process before it starts: lets a test throw where no request and no verb is. */
process.on('SIGUSR2', () => {
  throw new Error('Thrown by a test.');
});
