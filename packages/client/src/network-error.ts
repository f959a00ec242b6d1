/** No answer came, or one that is not ours (a proxy's error page). Nothing is known about whether the request arrived. */
export class NetworkError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NetworkError';
  }
}
