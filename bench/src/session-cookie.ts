/** The name of the cookie that carries a session's token. */
export const sessionCookie = '__Host-rollcall_session';
