/** The name of the `<meta>` in the page's head that holds the session's token. A page without it has no server. */
export const TOKEN_META = "isinglass-token";
/** The header that carries the token in requests that start work or write. */
export const TOKEN_HEADER = "x-isinglass-token";
